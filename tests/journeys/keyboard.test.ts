import { expect, test } from 'vitest';
import { m } from '#messages';
import { joinByInvitation } from './stage/found-circle.ts';
import { type Keyboard, keyboardOf } from './stage/keyboard.ts';
import { allSeeStep, gather, seesNow, stepOf, whoSees } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let people: Visitor[] = [];
let circle = '';
let keys: Map<Visitor, Keyboard>;

const keysOf = (person: Visitor) => keys.get(person) as Keyboard;
const other = (person: Visitor) => people.find((each) => each !== person) as Visitor;

/** The first of them moves on until this step has come; whoever is asked says that they are ready. Nobody's focus is lost. */
async function moveOnTo(name: string): Promise<void> {
  const [mara, noor] = people as [Visitor, Visitor];
  for (let step = await stepOf(mara); !step.startsWith(name); step = await stepOf(mara)) {
    await keysOf(mara).press(m.room_move_on());
    await expect.poll(async () => (await stepOf(mara)) !== step || (await isAsked())).toBe(true);
    if (await isAsked()) for (const person of people) await sayReady(person);
    await expect.poll(() => stepOf(mara)).not.toBe(step);
    const now = await stepOf(mara);
    await allSeeStep([mara, noor], now);
    for (const person of people) await keysOf(person).holdsFocus();
  }
}

const isAsked = async () =>
  (await Promise.all(people.map((person) => seesNow(person, m.tool_ready())))).includes(true);

async function sayReady(person: Visitor): Promise<void> {
  if (await person.button(m.tool_ready()).isVisible()) await keysOf(person).press(m.tool_ready());
}

test('a circle is made and agreed on without a pointer', async () => {
  people = await Promise.all(['Mara Lindqvist', 'Noor Haddad'].map((name) => stage.visitor(name)));
  const [mara, noor] = people as [Visitor, Visitor];
  keys = new Map(people.map((person) => [person, keyboardOf(person)]));
  await mara.page.goto(stage.operatorLink());
  await keysOf(mara).press(m.doors_operator_link_use());
  await keysOf(mara).follow(m.doors_set_up_go());
  await mara.page.waitForURL('**/setup');
  await keysOf(mara).type(m.doors_setup_organisation(), 'Lantern Works');
  await keysOf(mara).type(m.people_name(), mara.name);
  await keysOf(mara).press(m.doors_setup_go());
  await keysOf(mara).follow(m.doors_setup_done_go());
  await mara.page.waitForURL('**/circles/new');
  await keysOf(mara).goesRound();
  await keysOf(mara).type(m.circles_field_name(), 'The Thursday two');
  await keysOf(mara).press(m.circles_new_make());
  await mara.page.waitForURL(/\/circles\/[0-9a-f-]{36}/);
  circle = new URL(mara.page.url()).pathname.split('/').slice(0, 3).join('/');
  await joinByInvitation(await mara.secondTab(), noor, circle);
  for (const person of people) {
    await person.goto(`${circle}/agreement`);
    await keysOf(person).press(m.agreement_consent_to());
    await person.button(m.agreement_consent_to()).waitFor({ state: 'hidden' });
    await keysOf(person).goesRound();
  }
});

test('a session is opened, entered and started', async () => {
  const [mara] = people as [Visitor];
  await mara.goto(`${circle}/sessions/new?playbook=live-drill`);
  await keysOf(mara).press(m.playbooks_plan_open());
  await mara.page.waitForURL('**/room');
  await gather(people, new URL(mara.page.url()).pathname);
  await keysOf(mara).press(m.room_start());
  for (const person of people) await person.button(m.room_pause()).waitFor();
  await keysOf(mara).holdsFocus();
  await keysOf(mara).goesRound();
});

test('the menu opens with the focus in it, and gives it back', async () => {
  const [mara] = people as [Visitor];
  await keysOf(mara).press(m.room_menu());
  const inMenu = () => mara.page.evaluate(() => document.activeElement?.closest('dialog') !== null);
  await expect.poll(inMenu).toBe(true);
  await keysOf(mara).press(m.room_extend({ count: 1 }));
  await mara.page.getByRole('dialog').waitFor({ state: 'hidden' });
  await keysOf(mara).holdsFocus();
  await keysOf(mara).press(m.room_menu());
  await mara.page.keyboard.press('Escape');
  const back = () => mara.page.evaluate(() => document.activeElement?.textContent?.trim());
  await expect.poll(back).toBe(m.room_menu());
});

test('strengths, intentions and the check-in are written, and a pause comes and goes', async () => {
  const [mara, noor] = people as [Visitor, Visitor];
  await moveOnTo('Strengths named');
  await keysOf(noor).type(m.tool_strengths_label(), 'You ask before you answer');
  await keysOf(noor).press(m.tool_say());
  await mara.sees('You ask before you answer');
  await keysOf(noor).holdsFocus();
  await moveOnTo('Why I am here');
  await keysOf(noor).type(m.tool_intentions_label(), 'to listen to the end');
  await keysOf(noor).press(m.tool_say());
  await mara.sees('to listen to the end');
  await keysOf(noor).holdsFocus();
  await moveOnTo('Check in');
  for (const person of people) {
    await keysOf(person).type(m.tool_checkin_attempted(), `${person.name} asked one question`);
    await keysOf(person).press(m.tool_say());
    await person.page.locator('.answers').waitFor();
    await keysOf(person).holdsFocus();
  }
  await keysOf(noor).press(m.room_pause());
  for (const person of people) await person.sees(m.room_pause_no_reason());
  for (const person of people) await keysOf(person).holdsFocus();
  await keysOf(noor).goesRound();
  await keysOf(noor).press(m.room_pause_resume());
  await allSeeStep(people, 'Check in');
  for (const person of people) await keysOf(person).holdsFocus();
});

test('the drill is played and observed', async () => {
  await moveOnTo('Set the scene');
  const focus = await whoSees(people, m.tool_objective_label());
  const observer = other(focus);
  await keysOf(focus).type(m.tool_objective_label(), 'Ask before I suggest');
  await keysOf(focus).press(m.tool_objective_set());
  await observer.sees('Ask before I suggest');
  await keysOf(focus).holdsFocus();

  await moveOnTo('Live drill');
  const tile = observer.page.getByRole('button', { name: /^Asks before suggesting/ });
  await keysOf(observer).reach(tile);
  await observer.page.keyboard.press('Enter');
  await keysOf(observer).type(m.tool_sheet_heard(), 'what would you need');
  await observer.page.keyboard.press('Enter');
  await observer.page.getByLabel(m.tool_sheet_heard(), { exact: true }).waitFor({ state: 'hidden' });
  await expect.poll(() => tile.evaluate((element) => element === document.activeElement)).toBe(true);
  await keysOf(observer).type(m.tool_sheet_other(), 'a long silence');
  await observer.page.keyboard.press('Enter');
  await keysOf(observer).unfold(m.tool_sheet_mine());
  await observer.sees(/a long silence/);
  await keysOf(observer).press(m.tool_sheet_undo());
  await observer.page.getByText(/a long silence/).waitFor({ state: 'hidden' });
  await keysOf(observer).holdsFocus();
  await keysOf(focus).press(m.tool_focus_rewind());
  await focus.sees(m.tool_focus_take({ take: 2 }));
  await keysOf(focus).press(m.tool_focus_anchors());
  await keysOf(focus).holdsFocus();
  const level = observer.page.getByRole('button', { name: m.tool_sheet_level({ level: 3 }) }).first();
  await keysOf(observer).reach(level);
  await observer.page.keyboard.press('Enter');
  await expect.poll(() => level.getAttribute('aria-pressed')).toBe('true');
  await keysOf(observer).goesRound();
  await observer.page.screenshot({ path: pictureFile('keyboard-observer') });

  await moveOnTo('Evidence');
  const name = observer.name.split(' ')[0] ?? '';
  await keysOf(focus).press(m.tool_debrief_thanks({ name }));
  await focus.sees(m.tool_debrief_thanked({ name }));
  await keysOf(focus).holdsFocus();

  await moveOnTo('One suggestion');
  await keysOf(observer).type(m.tool_suggest_label(), 'Wait one breath');
  await keysOf(observer).press(m.tool_suggest_give());
  await focus.sees('Wait one breath');
  await keysOf(observer).holdsFocus();
  await keysOf(focus).unfold(m.tool_suggest_take());
  await keysOf(focus).type(m.tool_suggest_reword(), 'I breathe in first');
  await keysOf(focus).press(m.tool_suggest_pick());
  await observer.sees('I breathe in first');
  await keysOf(focus).holdsFocus();
});

test('a card is written, the next date set, and the session closed; what it left is kept', async () => {
  const [mara, noor] = people as [Visitor, Visitor];
  await moveOnTo('Commitment cards');
  await keysOf(noor).type(m.tool_commit_experiment(), 'let Mara speak last');
  await keysOf(noor).press(m.tool_commit_commit());
  await noor.sees(m.tool_commit_done());
  await keysOf(noor).holdsFocus();
  await moveOnTo('Close');
  await keysOf(mara).type(m.tool_reflect_insight(), 'A question costs nothing');
  await keysOf(mara).press(m.tool_say());
  await noor.sees('A question costs nothing');
  await keysOf(mara).press(m.tool_next_set());
  for (const person of people) await person.page.getByRole('link', { name: m.tool_next_take() }).waitFor();
  await keysOf(mara).holdsFocus();
  await keysOf(mara).goesRound();
  await keysOf(mara).press(
    (await mara.button(m.tool_close()).isVisible()) ? m.tool_close() : m.tool_close_anyway(),
  );
  for (const person of people) await person.sees(m.room_over_closed());
  for (const person of people) await keysOf(person).holdsFocus();
  for (const person of people) {
    await keysOf(person).follow(m.room_over_page());
    await person.sees(m.after_received());
    await keysOf(person).goesRound();
  }
  const keeper = await whoSees(people, '“what would you need”');
  await keysOf(keeper).press(m.after_keep_circle());
  await keeper.button(m.after_keep_me()).waitFor();
});
