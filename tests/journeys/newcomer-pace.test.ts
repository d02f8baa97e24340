import { expect, test } from 'vitest';
import { welcomeSteps } from '#core/welcome/steps.ts';
import { m } from '#messages';
import { setUp } from './stage/found-circle.ts';
import { type Reader, readerAt } from './stage/reader.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let noor: Visitor;
let reader: Reader;

const at = (path: string) => noor.page.waitForURL(`**${path}`);
const tile = (role: 'checkbox' | 'radio', name: string) =>
  noor.page.locator('label', { has: noor.page.getByRole(role, { name, exact: true }) }).first();
const field = (label: string) => noor.page.getByLabel(label, { exact: true }).first();

async function keep(step: string, next: string): Promise<void> {
  await reader.presses(noor.button(m.welcome_keep()));
  await at(next);
  reader.ends(step);
}

test('the steps are gone through by somebody who reads every word and leaves nothing out', async () => {
  noor = await stage.visitor('Noor Haddad');
  await setUp(noor, stage);
  await noor.goto('/welcome/you');
  reader = readerAt(noor.page);
  await reader.reads();
  await reader.presses(noor.page.getByRole('link', { name: m.welcome_begin(), exact: true }));
  await at('/strengths');
  reader.ends('begin');
  for (const [step, next, ...skills] of [
    ['strengths', '/wishes', 'Clear writing', 'Facilitation'],
    ['wishes', '/week', 'Listening', 'Delegation'],
  ] as const) {
    await reader.reads();
    for (const skill of skills) await reader.chooses(tile('checkbox', skill));
    await reader.reads();
    await keep(step, next);
  }
});

test('the week, languages and what would help', async () => {
  await reader.reads();
  await reader.chooses(tile('radio', m.profile_brush_2()));
  const [from, to] = ['0 10', '4 12'].map((cell) => noor.page.locator(`[data-cell="${cell}"]`));
  await from?.dragTo(to as NonNullable<typeof to>);
  // Finding the hours, the stroke, and a look at what it painted.
  reader.takes(6);
  expect(await noor.page.locator('input[name=week]').inputValue()).toContain('222222');
  await keep('week', '/languages');
  await reader.reads();
  await keep('languages', '/preferences');
  await reader.reads();
  await reader.chooses(noor.page.getByText(m.private_camera_off(), { exact: true }));
  await keep('preferences', '/listening');
});

test('a story is heard, said back and compared', async () => {
  await reader.reads();
  await reader.presses(noor.button(m.welcome_listening_heard()));
  await reader.reads();
  await reader.types(
    field(m.welcome_listening_write()),
    'You told them in the doorway, and they did not like to ask. Did I get that?',
  );
  await reader.presses(noor.button(m.welcome_listening_compare()));
  await noor.sees(m.welcome_listening_noticed());
  await reader.reads();
  for (const thread of [m.welcome_listening_thread_1(), m.welcome_listening_thread_2()])
    await reader.chooses(noor.page.getByText(thread, { exact: true }));
  await reader.reads();
  await reader.presses(noor.button(m.welcome_on()));
  await at('/goal');
  reader.ends('listening');
});

test('a goal with a sign is written, and three questions end it, all in less than five minutes', async () => {
  await reader.reads();
  await reader.types(field(m.goals_field_text()), 'I ask one question before I answer in reviews.');
  await reader.types(field(m.welcome_goal_sign()), 'Somebody says that I asked first');
  await reader.chooses(
    noor.page.locator('label', { has: noor.page.getByRole('radio', { name: m.goals_distance_2() }) }),
  );
  await keep('goal', '/field');
  await reader.reads();
  await reader.chooses(tile('radio', 'Support'));
  await reader.presses(noor.button(m.welcome_field_keep()));
  await at('/welcome/you');
  reader.ends('field');
  await noor.sees(m.welcome_done_prompts_sentence());
  await reader.reads();
  reader.ends('questions');
  const { steps } = reader;
  expect(Object.keys(steps)).toEqual(['begin', ...welcomeSteps, 'questions']);
  // Whoever reads a story, a question and what they wrote has been there for a while: a page that was not read shows here.
  for (const [step, seconds] of Object.entries(steps)) expect(seconds, step).toBeGreaterThan(5);
  const all = Object.values(steps).reduce((sum, each) => sum + each, 0);
  expect(all, JSON.stringify(steps)).toBeLessThan(300);
});
