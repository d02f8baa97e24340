import { expect, test } from 'vitest';
import { dayOf } from '#core/people/week.ts';
import { m } from '#messages';
import { misfits, phone } from './stage/fits-a-phone.ts';
import { joinByInvitation, makeCircle, setUp } from './stage/found-circle.ts';
import { type Keyboard, keyboardOf } from './stage/keyboard.ts';
import { problemsOf } from './stage/look-at.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import { stroke } from './stage/stroke.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let founder: Visitor;
let newcomer: Visitor;
let keys: Keyboard;
let circle = '';
let link = '';
const found: string[] = [];

const at = (path: string) => newcomer.page.waitForURL(`**${path}`);
const tap = (name: string) => newcomer.button(name).tap();
/** The week is painted by strokes over small cells; what else is on a page has to be hit by a thumb. */
const cell = /\d\d:00/u;

async function look(name: string): Promise<void> {
  const misfitting = await misfits(newcomer.page, name);
  found.push(...misfitting.filter((line) => !cell.test(line)));
  await newcomer.page.screenshot({ path: pictureFile(`newcomer-${name}`), fullPage: true });
}

test('a newcomer is invited, joins on a phone, and Today offers the steps', async () => {
  founder = await stage.visitor('Mara Lindqvist');
  newcomer = await stage.visitor('Noor Haddad', phone);
  keys = keyboardOf(newcomer);
  await setUp(founder, stage);
  circle = await makeCircle(founder, 'The Thursday two');
  await joinByInvitation(founder, newcomer, circle);
  await newcomer.goto('/');
  await newcomer.sees(m.welcome_today_new());
  await look('today');
  await newcomer.page.getByRole('link', { name: m.welcome_today_begin(), exact: true }).tap();
  await at('/welcome/you');
  await look('begin');
});

test('strengths and wishes are told with the keyboard alone', async () => {
  await keys.follow(m.welcome_begin());
  await at('/strengths');
  const chip = (name: string) => newcomer.page.getByRole('checkbox', { name, exact: true });
  await keys.reach(chip('Clear writing'));
  await newcomer.page.keyboard.press('Space');
  await look('strengths');
  await keys.press(m.welcome_keep());
  await at('/wishes');
  await keys.holdsFocus();
  await keys.type(m.welcome_picker_find(), 'silence');
  await newcomer.page.keyboard.press('ControlOrMeta+a');
  await newcomer.page.keyboard.type('Listen');
  await keys.reach(chip('Listening'));
  await newcomer.page.keyboard.press('Space');
  await keys.press(m.welcome_keep());
  await at('/week');
});

test('the week is painted with a finger', async () => {
  const hour = (day: number, at: number) => newcomer.page.locator(`[data-cell="${day} ${at}"]`);
  await newcomer.page.getByRole('radio', { name: m.profile_brush_2(), exact: true }).tap();
  await stroke(newcomer.page, hour(1, 10), hour(3, 12));
  const week = () => newcomer.page.locator('input[name=week]').inputValue();
  for (const day of [1, 2, 3])
    await expect
      .poll(async () => dayOf(await week(), day).slice(20, 26), { message: `day ${day}` })
      .toBe('222222');
  const painted = await week();
  expect(dayOf(painted, 0)).not.toContain('2');
  expect(dayOf(painted, 4)).not.toContain('2');
  await look('week');
  await tap(m.welcome_keep());
  await at('/languages');
  await newcomer.goto('/me/profile');
  expect(await newcomer.page.locator('input[name=week]').inputValue()).toBe(painted);
});

test('whoever goes away for a while goes on where they stopped, and skips what they like', async () => {
  await newcomer.goto('/');
  await newcomer.sees(m.welcome_today_begun());
  await newcomer.page.getByRole('link', { name: m.welcome_today_go_on(), exact: true }).tap();
  await newcomer.page
    .getByRole('link', { name: m.welcome_go_on({ step: m.welcome_step_languages() }), exact: true })
    .tap();
  await at('/languages');
  await look('languages');
  await tap(m.welcome_keep());
  await at('/preferences');
  await look('preferences');
  await tap(`${m.welcome_skip()}: ${m.welcome_step_preferences()}`);
  await at('/listening');
});

test('a story is heard, said back and compared, and nothing of it leaves the phone', async () => {
  const sent: string[] = [];
  newcomer.page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.postData() ?? '');
  });
  await look('listening');
  await tap(m.welcome_listening_heard());
  await newcomer.type(
    m.welcome_listening_write(),
    'They did not like to ask you, and that stays with you. You should write a note next time. Did I miss anything?',
  );
  await tap(m.welcome_listening_compare());
  await newcomer.sees(m.welcome_listening_sign_own_words({ words: '“did not like to ask”' }));
  await newcomer.sees(m.welcome_listening_sign_advice({ words: 'you should' }));
  await newcomer.page.getByLabel(m.welcome_listening_thread_2()).tap();
  await newcomer.sees(m.welcome_listening_ticks_few());
  await look('compared');
  expect(sent).toEqual([]);
  await tap(m.welcome_on());
  await at('/goal');
  await newcomer.type(m.goals_field_text(), 'I say my doubt while it is still small.');
  await newcomer.type(m.welcome_goal_sign(), 'Somebody asks me a question about it');
  await newcomer.page.getByRole('radio', { name: m.goals_distance_2() }).tap();
  await look('goal');
  await tap(m.welcome_keep());
});

test('three questions for the field end it, and nobody is asked again', async () => {
  await at('/field');
  await newcomer.page.getByRole('radio', { name: 'Support', exact: true }).tap();
  await look('field');
  await tap(m.welcome_field_keep());
  await newcomer.sees('What do people ask us twice because we answer it once and quickly?');
  await look('done');
  await newcomer.goto('/');
  await newcomer.page.locator('h1').waitFor();
  expect(await newcomer.page.locator('a[href="/welcome/you"]').count()).toBe(0);
  expect(found).toEqual([]);
});

test('a stakeholder without an account answers one question', async () => {
  await newcomer.goto('/me/focus/listening');
  await look('skill');
  await newcomer.type(m.focus_ask_name(), 'Iris Vale');
  await tap(m.focus_ask_make());
  link = await newcomer.page
    .getByLabel(m.focus_ask_made({ name: 'Iris Vale' }), { exact: true })
    .inputValue();
  await look('asked');
  const stakeholder = await stage.visitor('Iris Vale', phone);
  await stakeholder.page.goto(link);
  await stakeholder.sees(m.focus_answer_title({ asker: newcomer.name }));
  found.push(...(await misfits(stakeholder.page, 'answer')));
  await stakeholder.page.screenshot({ path: pictureFile('newcomer-answer'), fullPage: true });
  found.push(...(await problemsOf(stakeholder.page, 'answer')));
  await stakeholder.type(
    m.focus_answer_label(),
    'On Tuesday you let her finish, and she told you everything.',
  );
  await stakeholder.press(m.focus_answer_send({ asker: newcomer.name }));
  await stakeholder.sees(m.focus_answer_thanks({ asker: newcomer.name }));
  await stakeholder.page.goto(link);
  await stakeholder.sees(m.focus_answer_dead_answered());
  expect(found).toEqual([]);
});

test('the focus is chosen from what stands beside each other', async () => {
  await newcomer.goto('/');
  await newcomer.sees(m.people_notice_question_answered({ name: '' }));
  await newcomer.page.getByRole('link', { name: m.people_notice_look(), exact: true }).first().tap();
  await at('/me/focus');
  await newcomer.sees(m.focus_reason_told_one());
  await look('focus');
  await tap(m.focus_choose_this({ skill: 'Listening' }));
  await newcomer.sees(m.focus_since({ day: '' }).trim());
  await newcomer.goto('/me/profile');
  await newcomer.sees(m.profile_focus_is({ skill: 'Listening' }));
  await newcomer.goto('/me/focus/listening');
  await newcomer.sees(/she told you everything/u);
  expect(found).toEqual([]);
});

test('nothing on these pages stands in anybody’s way', async () => {
  for (const path of [
    '/',
    '/welcome/you',
    ...['strengths', 'wishes', 'week', 'languages', 'preferences', 'goal', 'field'].map(
      (step) => `/welcome/you/${step}`,
    ),
    '/me/focus',
    '/me/focus/listening',
  ]) {
    await founder.goto(path);
    await founder.page.locator('h1').waitFor();
    found.push(...(await problemsOf(founder.page, path)));
  }
  await founder.goto('/welcome/you/listening');
  await founder.press(m.welcome_listening_heard());
  await founder.type(m.welcome_listening_write(), 'When I was in her place, I would tell them.');
  await founder.press(m.welcome_listening_compare());
  await founder.sees(m.welcome_listening_noticed());
  found.push(...(await problemsOf(founder.page, 'compared')));
  expect(found).toEqual([]);
});
