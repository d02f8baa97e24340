import { beforeAll, expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { leavesAtOnce } from './stage/leaves-at-once.ts';
import { problemsOf } from './stage/look-at.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let mara: Visitor;
let noor: Visitor;
let circle = '';
const goal = 'When somebody says no I ask one question first.';

beforeAll(async () => {
  [mara, noor] = await Promise.all([stage.visitor('Mara Lindqvist'), stage.visitor('Noor Haddad')]);
  circle = await foundQuickly(stage, [mara, noor]);
});

test('a goal is set, one of its signs is seen, and it stands on the first page of its person alone', async () => {
  await mara.goto('/me/goal');
  await mara.type(m.goals_field_text(), goal);
  await mara.page.getByRole('radio', { name: m.goals_distance_4() }).check();
  await mara.type(m.goals_field_milestone({ number: 1 }), 'I feel calm when Ilya says no');
  await mara.press(m.goals_set());
  await mara.sees(m.goals_unseen({ words: 'feel' }));
  await mara.sees(m.goals_distance_far());
  await mara.page.getByRole('button', { name: /^It happened/ }).click();
  await mara.page.getByRole('button', { name: /^Not after all/ }).waitFor();
  expect(await problemsOf(mara.page, 'my goal')).toEqual([]);
  await mara.goto('/');
  await mara.sees(m.goals_today_count({ reached: 1, all: 1 }));
});

test('shared with the circle it is read on the board, and withdrawn it is gone at once', async () => {
  const board = `${circle}/board`;
  await noor.goto(board);
  expect(await noor.page.getByText(goal).count()).toBe(0);
  await mara.goto('/me/goal');
  await mara.page
    .getByLabel(m.goals_share_with())
    .selectOption({ label: m.goals_share_circle_option({ name: 'The Thursday four' }) });
  await mara.press(m.goals_share_do());
  await mara.sees(m.goals_share_circle({ name: 'The Thursday four' }));
  await noor.goto(board);
  await noor.page.getByText(m.goals_board_goal({ name: 'Mara' })).click();
  await noor.sees(goal);
  expect(await problemsOf(noor.page, 'a shared goal on the board')).toEqual([]);
  // Without a reload.
  const press = () => mara.press(m.goals_share_withdraw());
  await leavesAtOnce(goal, { reader: noor, by: mara, press });
  await mara.sees(m.goals_share_mine());
  await noor.goto(board);
  expect(await noor.page.getByText(m.goals_board_goal({ name: 'Mara' })).count()).toBe(0);
});

test('a card is written as a step towards the goal, which its owner alone reads', async () => {
  const board = `${circle}/board`;
  await mara.goto(`${board}?do=write`);
  await mara.type(m.commitments_field_experiment(), 'On Monday I count to three.');
  await mara.page.getByText(m.goals_board_tie(), { exact: true }).click();
  // What another does meanwhile comes to the page, and takes nothing back.
  await noor.goto(`${board}?do=write`);
  await noor.type(m.commitments_field_experiment(), 'I ask one open question.');
  await noor.press(m.commitments_put());
  await mara.sees('I ask one open question.');
  await mara.press(m.commitments_put());
  await mara.sees(m.goals_board_step_mine());
  await noor.goto(board);
  await noor.sees('On Monday I count to three.');
  expect(await noor.page.getByText(m.goals_board_step({ name: 'Mara' })).count()).toBe(0);
});

test('a cycle is proposed, agreed by everyone, and shows where the circle stands', async () => {
  await mara.goto(`${circle}/cycle`);
  await mara.type(m.decisions_field_outcome(), 'Everyone speaks in the review.');
  await mara.type(m.decisions_field_criterion({ number: 1 }), 'Two reviews running');
  await mara.press(m.decisions_propose());
  await mara.sees(m.decisions_agreed_waits({ names: 'Noor Haddad' }));
  await noor.goto('/');
  await noor.sees(m.today_waiting_decision({ circle: 'The Thursday four', name: 'Mara Lindqvist' }));
  await noor.goto(circle);
  expect(await problemsOf(noor.page, 'a question to all')).toEqual([]);
  await noor.press(m.decisions_agree());
  await noor.sees(m.decisions_cycle_session({ session: 1, of: 6 }));
  await noor.page.screenshot({ path: pictureFile('cycle'), fullPage: true });
  await noor.goto(`${circle}/cycle`);
  expect(await problemsOf(noor.page, 'a cycle')).toEqual([]);
});

test('at the end of it the circle rests by agreement, and one of them comes back', async () => {
  await noor.goto(`${circle}/cycle/next`);
  const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await noor.type(m.decisions_field_until(), day);
  await noor.press(m.decisions_next_rest_do());
  await noor.sees(m.decisions_agreed_waits({ names: 'Mara Lindqvist' }));
  await mara.goto(circle);
  await mara.press(m.decisions_agree());
  await mara.press(m.decisions_rest_end());
  await mara.sees(m.decisions_cycle_none());
});

test('pages on which a circle opens, becomes two or looks ahead stand in nobody’s way', async () => {
  const problems: string[] = [];
  for (const path of ['/circles/open', `${circle}/open`, `${circle}/split`, `${circle}/cycle/next`]) {
    await mara.goto(path);
    problems.push(...(await problemsOf(mara.page, path.replaceAll(/[\w-]{30,}/g, '…'))));
  }
  expect(problems).toEqual([]);
});
