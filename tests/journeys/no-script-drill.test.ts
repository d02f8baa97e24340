import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { overhear } from './stage/overhear.ts';
import { openRoom, stepOf, whoSees } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let people: [Visitor, Visitor, Visitor];
let circle = '';
let room = '';
let focus: Visitor;
let watcher: Visitor;
/** Runs no script. The other two sit in ordinary browsers, and one of them moves the session on. */
let plain: Visitor;
let lead: Visitor;

const others = (...but: Visitor[]) => people.filter((each) => !but.includes(each));

/** Looks at the room again: without script nothing comes by itself but the status. */
const lookAgain = () => plain.goto(room);

async function moveOnTo(name: string): Promise<void> {
  for (let step = await stepOf(lead); !step.startsWith(name); step = await stepOf(lead)) {
    await lead.press(m.room_move_on());
    await expect.poll(() => stepAfterAsking(), { timeout: 30_000 }).not.toBe(step);
  }
  await lookAgain();
  expect(await stepOf(plain)).toMatch(new RegExp(`^${name}`));
}

async function stepAfterAsking(): Promise<string> {
  await lookAgain();
  for (const person of people) {
    if (await person.button(m.tool_ready()).isVisible()) await person.press(m.tool_ready());
  }
  return stepOf(lead);
}

/** They open a room, sit in it, and go on to the drill; answers who practises, and who watches beside `plain`. */
async function comeToTheDrill(): Promise<void> {
  room = await openRoom(plain, { circle });
  await plain.press(m.room_come_in());
  for (const person of others(plain)) await person.goto(room);
  await lead.sees(m.room_lobby_all_here());
  await lead.press(m.room_start());
  await lead.button(m.room_pause()).waitFor();
  await moveOnTo('Live drill');
  focus = await whoSees(people, m.tool_focus_title());
  watcher = others(focus, plain).at(-1) as Visitor;
}

async function tapAndHear(person: Visitor, heard: string): Promise<void> {
  await person.page.getByRole('button', { name: /^Asks before suggesting/ }).click();
  await person.type(m.tool_sheet_heard(), heard);
  await person.press(m.tool_sheet_heard_keep());
  await person.page.getByText(m.tool_sheet_mine(), { exact: true }).click();
  await person.sees(new RegExp(heard));
}

async function close(): Promise<void> {
  await lead.press(m.room_menu());
  await lead.page.getByText(m.room_close(), { exact: true }).click();
  await lead.press(m.room_close_yes());
  for (const person of others(plain)) await person.sees(m.room_over_closed());
}

test('who practises without script rewinds, reads what was seen of them, and takes a suggestion along', async () => {
  people = await Promise.all([
    stage.visitor('Mara Lindqvist', { javaScriptEnabled: false }),
    stage.visitor('Noor Haddad'),
    stage.visitor('Ilya Petrenko'),
  ]);
  [plain, lead] = people;
  circle = await foundQuickly(stage, people);
  await comeToTheDrill();
  expect(focus).toBe(plain);
  await plain.press(m.tool_focus_rewind());
  await plain.sees(m.tool_focus_take({ take: 2 }));
  await tapAndHear(watcher, 'is it the date that worries you');
  await lookAgain();
  expect(await plain.page.content()).not.toContain('is it the date');
  await plain.page.screenshot({ path: pictureFile('no-script-drill-practising'), fullPage: true });
  await moveOnTo('Evidence');
  await plain.sees('“is it the date that worries you”');
  await moveOnTo('One suggestion');
  await watcher.type(m.tool_suggest_label(), 'Ask one thing less');
  await watcher.press(m.tool_suggest_give());
  await watcher.sees(m.tool_suggest_done());
  await lookAgain();
  await plain.page.getByText(m.tool_suggest_take(), { exact: true }).click();
  await plain.type(m.tool_suggest_reword(), 'I ask once');
  await plain.press(m.tool_suggest_pick());
  await plain.sees('I ask once');
  await watcher.sees('I ask once');
  await plain.page.screenshot({ path: pictureFile('no-script-drill-suggestion'), fullPage: true });
  await close();
});

test('who watches without script fills the sheet by forms, and it stays sealed', async () => {
  await comeToTheDrill();
  expect(focus).not.toBe(plain);
  const streams = await Promise.all(others(plain).map((person) => overhear(person, room)));
  await tapAndHear(plain, 'what would you need to see');
  await plain.page.screenshot({ path: pictureFile('no-script-drill-sheet'), fullPage: true });
  await focus.press(m.tool_focus_anchors());
  for (const [index, person] of others(plain).entries()) {
    await expect.poll(() => streams[index]?.text()).toMatch(/"anchorsAsked":true/);
    expect(streams[index]?.text()).not.toContain('what would you need');
    expect(await person.page.content()).not.toContain('what would you need');
    streams[index]?.stop();
  }
  // Asked for levels in the meantime, which this page did not know when it was made.
  await lookAgain();
  await plain.sees(m.tool_sheet_anchors_sentence({ name: focus.name.split(' ')[0] ?? '' }));
});

test('when the round ends its evidence is read by all, and the suggestion is taken along in other words', async () => {
  await moveOnTo('Evidence');
  for (const person of people) await person.sees('“what would you need to see”');
  await moveOnTo('One suggestion');
  await plain.type(m.tool_suggest_label(), 'Wait one breath before you answer');
  await plain.press(m.tool_suggest_give());
  await plain.sees(m.tool_suggest_done());
  await focus.page.getByText(m.tool_suggest_take()).click();
  expect(await watcher.page.content()).not.toContain('Wait one breath');
  await focus.type(m.tool_suggest_reword(), 'I breathe in first');
  await focus.press(m.tool_suggest_pick());
  await focus.sees('I breathe in first');
  await lookAgain();
  await plain.sees('I breathe in first');
  await close();
});
