import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundCircle } from './stage/found-circle.ts';
import { openRoom, stepOf } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// A page that comes back with a refusal is answered with 409, which the browser reports.
const stage = useStage({ expected: [/status of 409/] });
let people: [Visitor, Visitor];
let circle = '';
let room = '';

/** Looks at the room again: without script nothing comes by itself but the status. */
const lookAgain = (person: Visitor) => person.goto(room);

async function moveOnTo(name: string): Promise<void> {
  const [mara, noor] = people;
  for (let step = await stepOf(mara); !step.startsWith(name); step = await stepOf(mara)) {
    await mara.press(m.room_move_on());
    await expect.poll(() => stepOf(mara), { message: `past “${step}”` }).not.toBe(step);
    await mara.page.waitForLoadState();
  }
  await lookAgain(noor);
  expect(await stepOf(noor)).toBe(await stepOf(mara));
}

test('two people found a circle, agree and meet in the lobby with forms alone', async () => {
  const visitors = ['Mara Lindqvist', 'Noor Haddad'].map((name) =>
    stage.visitor(name, { javaScriptEnabled: false }),
  );
  people = (await Promise.all(visitors)) as typeof people;
  const [mara, noor] = people;
  circle = await foundCircle(stage, people);
  room = await openRoom(mara, { circle, playbook: 'two-question-check-in' });
  await mara.press(m.room_come_in());
  await lookAgain(noor);
  await noor.press(m.room_come_in());
  await noor.sees(m.room_lobby_all_here());
});

test('the status renews itself, and never a form that somebody types in', async () => {
  const [mara, noor] = people;
  const status = mara.page.frameLocator('iframe');
  await status.getByText(m.room_status_lobby({ here: 2 })).waitFor();
  await noor.press(m.room_start());
  await moveOnToStart(mara);
  await mara.type(m.tool_strengths_label(), 'half a sentence');
  await noor.press(m.room_pause());
  await status.getByText(m.room_pause_of({ name: 'Noor' })).waitFor();
  expect(await mara.page.getByLabel(m.tool_strengths_label(), { exact: true }).inputValue()).toBe(
    'half a sentence',
  );
  await mara.page.screenshot({ path: pictureFile('no-script-status') });
  await noor.press(m.room_pause_resume());
  await status.getByText(m.room_pause_of({ name: 'Noor' })).waitFor({ state: 'hidden' });
});

/** The step has begun while this page still shows the lobby. */
async function moveOnToStart(person: Visitor): Promise<void> {
  await person.page.getByRole('link', { name: m.room_look_again() }).first().click();
  await person.page.getByLabel(m.tool_strengths_label(), { exact: true }).waitFor();
}

test('a whole short session is held, from the strengths to the next date', async () => {
  const [mara, noor] = people;
  await noor.page
    .getByLabel('Mara', { exact: true })
    .check({ force: true })
    .catch(() => undefined);
  await noor.type(m.tool_strengths_label(), 'You wait before you answer');
  await noor.press(m.tool_say());
  await lookAgain(mara);
  await mara.sees('You wait before you answer');

  await moveOnTo('Two questions');
  for (const person of people) {
    await lookAgain(person);
    await person.type(m.tool_checkin_attempted(), `${person.name} asked one question`);
    await person.press(m.tool_say());
  }
  await lookAgain(mara);
  await mara.sees('Noor Haddad asked one question');

  await moveOnTo('Say one thing back');
  const speaker = (await mara.button(m.tool_round_done()).isVisible()) ? mara : noor;
  const listener = speaker === mara ? noor : mara;
  await speaker.press(m.tool_round_done());
  await lookAgain(listener);
  await listener.press(m.tool_round_done());

  await moveOnTo('Next small try');
  await noor.type(m.tool_commit_experiment(), 'let Mara speak last');
  await noor.press(m.tool_commit_commit());
  await noor.sees(m.tool_commit_done());
  await mara.press(m.tool_pass());
  await mara.sees(m.tool_passed());

  await moveOnTo('Until next time');
  await mara.type(m.tool_reflect_insight(), 'A question costs nothing');
  await mara.press(m.tool_say());
  await mara.press(m.tool_next_set());
  await mara.page.getByRole('link', { name: m.tool_next_take() }).waitFor();
  await mara.page.screenshot({ path: pictureFile('no-script-close'), fullPage: true });
  await mara.page
    .getByRole('button', { name: new RegExp(`^(${m.tool_close()}|${m.tool_close_anyway()})$`) })
    .first()
    .click();
  await mara.sees(m.room_over_closed());
});

test('what was sent too late comes back with its words and the reason', async () => {
  const [, noor] = people;
  // This page still shows the step in which the session was closed.
  await noor.type(m.tool_reflect_insight(), 'Written while the others closed');
  await noor.press(m.tool_say());
  await noor.sees(m.room_refusal_session_over());
  await noor.sees('Written while the others closed');
});

test('the page after, the board and the menu work without script', async () => {
  const [mara, noor] = people;
  await noor.goto(room.replace(/\/room$/, ''));
  await noor.sees('A question costs nothing');
  await mara.goto(room.replace(/\/room$/, ''));
  await mara.page.getByText(m.after_written_count({ n: 2 })).click();
  await mara.page.getByText(m.after_strike(), { exact: true }).filter({ visible: true }).first().click();
  await mara.page.getByRole('button', { name: m.after_strike_yes() }).filter({ visible: true }).click();
  await noor.goto(`${circle}/board`);
  await noor.sees(/let Mara speak last/);
});
