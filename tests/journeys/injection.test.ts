import { expect, test } from 'vitest';
import { m } from '#messages';
import { canarySings, hostile, whatCouldRun } from './stage/canary.ts';
import { consent, joinByInvitation, makeCircle, setUp } from './stage/found-circle.ts';
import { gather, moveOnTo, start, whoSees } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// What the content policy stops would show as noise too: nothing of this may even come as far as that.
const stage = useStage();
let mara: Visitor;
let noor: Visitor;
let circle = '';
let room = '';
const ownTitle = 'Ours " onload=alert(1) x="';

/** Everybody's page as it stands: nothing ran, nothing could. */
async function holds(where: string): Promise<void> {
  for (const person of [mara, noor]) {
    expect(await canarySings(person), `${where} as ${person.name}`).toBe(false);
    expect(await whatCouldRun(person), `${where} as ${person.name}`).toEqual([]);
  }
}

async function bothGo(path: string): Promise<void> {
  await mara.goto(path);
  await noor.goto(path);
  await holds(path);
}

test('where nothing protects them, the hostile texts do run', async () => {
  const victim = await stage.visitor('nobody');
  await victim.page.setContent(hostile.image);
  await expect.poll(() => canarySings(victim)).toBe(true);
  expect(await whatCouldRun(victim)).not.toEqual([]);
  // That one dialog was wanted.
  await expect.poll(() => victim.noise.filter((line) => line.includes('alert')).length).toBe(1);
  victim.noise.length = 0;
});

test('names, circle names and clauses are shown letter by letter', async () => {
  mara = await stage.visitor(hostile.image);
  noor = await stage.visitor(hostile.drawing);
  await setUp(mara, stage);
  circle = await makeCircle(mara, hostile.script);
  await joinByInvitation(mara, noor, circle);
  await mara.goto(`${circle}/agreement/edit`);
  await mara.page.locator('summary', { hasText: m.agreement_edit_clause() }).first().click();
  await mara.page.getByLabel(m.agreement_edit_heading(), { exact: true }).first().fill(hostile.drawing);
  await mara.page.getByLabel(m.agreement_edit_words(), { exact: true }).first().fill(hostile.markdown);
  await mara.page.getByRole('button', { name: m.agreement_edit_save() }).first().click();
  await mara.sees(m.agreement_edit_saved());
  for (const person of [mara, noor]) await consent(person, circle);
  for (const page of [
    '/agreement',
    '/agreement/edit',
    '/invite',
    '/settings',
    '/sheet',
    '/leave',
    '/part',
    '/close',
    '',
  ]) {
    await bothGo(`${circle}${page}`);
  }
  await noor.sees(hostile.script);
  await noor.sees(hostile.image);
});

test('a playbook of the circle’s own is read, dealt and played as text', async () => {
  await mara.goto(`${circle}/sessions/new?playbook=live-drill`);
  await mara.page.locator('summary', { hasText: m.playbooks_plan_add() }).click();
  const what = mara.page.getByLabel(m.playbooks_plan_add_what(), { exact: true });
  await mara.type(m.playbooks_plan_add_name(), 'Look');
  // HTML, pictures and links that are script are refused by name, and stay in the field to be mended.
  for (const refused of [hostile.markdown, hostile.image, hostile.link]) {
    await what.fill(refused);
    const answered = mara.page.waitForResponse((answer) => answer.request().method() === 'POST');
    await mara.press(m.playbooks_plan_add_do());
    await answered;
    await mara.page.getByRole('alert').waitFor();
    expect(await what.inputValue()).toBe(refused);
    await holds('refused step');
  }
  await what.fill(`Look closely: ${hostile.entities}`);
  await mara.press(m.playbooks_plan_add_do());
  await mara.page.getByLabel(m.playbooks_plan_keep_new()).check();
  await mara.type(m.playbooks_plan_keep_title(), ownTitle);
  await mara.press(m.playbooks_plan_open());
  await mara.page.waitForURL('**/room');
  room = new URL(mara.page.url()).pathname;
  await gather([mara, noor], room);
  await holds('lobby');
  await mara.goto('/library');
  const own = mara.page.getByRole('link', { name: ownTitle }).first();
  const address = new URL(String(await own.getAttribute('href')), mara.origin);
  await bothGo(address.pathname + address.search);
  await bothGo(`${address.pathname}/deck${address.search}`);
  await bothGo(`${address.pathname}/alone${address.search}`);
  await bothGo('/library');
});

test('what people say and bring in the room is words, to each of them', async () => {
  const people = [mara, noor];
  for (const person of people) await person.goto(room);
  await start(people, mara);
  await noor.type(m.tool_strengths_label(), hostile.image);
  await noor.press(m.tool_say());
  await mara.sees(hostile.image);
  await moveOnTo(people, { by: mara, to: 'Check in' });
  await noor.type(m.tool_checkin_attempted(), hostile.script);
  await noor.type(m.tool_checkin_harder(), hostile.markdown);
  await noor.press(m.tool_say());
  await mara.sees(hostile.script);
  await bring(noor, {
    way: m.tool_artefacts_text(),
    label: m.tool_artefacts_text_label(),
    text: hostile.template,
  });
  await mara.sees(hostile.template);
  await bring(noor, {
    way: m.tool_artefacts_link(),
    label: m.tool_artefacts_link_label(),
    text: 'javascript:alert(1)',
  });
  await noor.sees(m.room_refusal_bad_link());
  await holds('check-in');
  await moveOnTo(people, { by: mara, to: 'Live drill' });
  const observer = await whoSees(people, m.tool_sheet_sealed());
  await observer.type(m.tool_sheet_other(), hostile.drawing);
  await observer.press(m.tool_sheet_other_keep());
  await moveOnTo(people, { by: mara, to: 'Evidence' });
  for (const person of people) await person.sees(hostile.drawing);
  await holds('evidence');
  await moveOnTo(people, { by: mara, to: 'Commitment cards' });
  await noor.type(m.tool_commit_experiment(), hostile.image);
  await noor.press(m.tool_commit_commit());
  await mara.sees(hostile.image);
  await holds('cards');
  await mara.page.screenshot({ path: pictureFile('injection'), fullPage: true });
  await mara.press(m.room_menu());
  await mara.page.getByText(m.room_close(), { exact: true }).click();
  await mara.press(m.room_close_yes());
  for (const person of people) await person.sees(m.room_over_closed());
});

test('and so are the pages that they leave behind', async () => {
  await bothGo(room.replace(/\/room$/, ''));
  await bothGo(`${circle}/board`);
  await bothGo(`${circle}/sessions`);
  await bothGo('/');
  await bothGo('/circles');
  await bothGo('/me');
  await bothGo('/me/devices');
});

/** Puts something on the table. */
async function bring(
  person: Visitor,
  { way, label, text }: { way: string; label: string; text: string },
): Promise<void> {
  const field = person.page.getByLabel(label, { exact: true });
  if (!(await field.isVisible())) {
    const line = person.page.locator('summary', { hasText: way });
    if (!(await line.isVisible()))
      await person.page.locator('summary', { hasText: m.tool_artefacts_bring() }).click();
    await line.click();
  }
  await field.fill(text);
  await field.locator('xpath=ancestor::form').getByRole('button', { name: m.tool_artefacts_put() }).click();
}
