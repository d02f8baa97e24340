import { beforeAll, expect, test } from 'vitest';
import { wallClockAt } from '#core/time/wall-clock.ts';
import { m } from '#messages';
import { misfits, phone } from './stage/fits-a-phone.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { problemsOf } from './stage/look-at.ts';
import { allSeeStep, enterRoom, gather, moveOnTo, openRoom, start } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
const meeting = wallClockAt(Date.now() + 20 * 3_600_000, 'Europe/Berlin') ?? '';
let mara: Visitor;
let noor: Visitor;
let circle = '';
let room = '';

async function putCard(person: Visitor, experiment: string): Promise<void> {
  await person.goto(`${circle}/board?do=write`);
  await person.type(m.commitments_field_experiment(), experiment);
  await person.press(m.commitments_put());
  await person.page.getByRole('link', { name: m.commitments_tried(), exact: true }).waitFor();
}

beforeAll(async () => {
  // On a phone, where the room is narrowest.
  mara = await stage.visitor('Mara Lindqvist', phone);
  noor = await stage.visitor('Noor Haddad');
  circle = await foundQuickly(stage, [noor, mara]);
  await putCard(noor, 'In planning I ask one question before I explain.');
  await noor.goto(`${circle}/board?do=try`);
  await noor.page.getByText(m.commitments_outcome_choice_learned(), { exact: true }).click();
  await noor.press(m.commitments_outcome_save());
  await noor.page.getByRole('link', { name: m.commitments_write_next(), exact: true }).waitFor();
  await putCard(noor, 'I count to three.');
});

test('whoever writes a card in the room sees what the circle discussed before', async () => {
  room = await openRoom(noor, { circle, playbook: 'two-question-check-in' });
  await gather([noor, mara], room);
  await start([noor, mara], noor);
  await moveOnTo([noor, mara], { by: noor, to: 'Next small try' });
  expect(await mara.page.getByText(m.cards_alike()).count()).toBe(0);
  await mara.type(m.tool_commit_experiment(), 'ask one question in planning before I explain');
  const earlier = mara.page.getByRole('link', { name: 'In planning I ask one question before I explain.' });
  await earlier.waitFor();
  const before = mara.page.getByRole('region', { name: m.cards_alike() });
  await before.getByText(/^Noor, /).waitFor();
  const story = mara.context.waitForEvent('page');
  await earlier.click();
  await (await story).getByRole('heading', { level: 1 }).waitFor();
  await (await story).close();
  expect(await misfits(mara.page, 'a card in the room')).toEqual([]);
  expect(await problemsOf(mara.page, 'a card in the room')).toEqual([]);
  await mara.page.screenshot({ path: pictureFile('card-in-room-phone'), fullPage: true });
});

test('a meeting that is no time of the coming year is refused with a sentence, and nothing typed is lost', async () => {
  const field = mara.page.locator('input[name=moment]');
  await field.fill('2020-01-01T09:00');
  await mara.press(m.tool_commit_commit());
  await mara.sees(m.nudges_refusal_moment());
  expect(await mara.page.getByLabel(m.tool_commit_experiment(), { exact: true }).first().inputValue()).toBe(
    'ask one question in planning before I explain',
  );
  await field.fill(meeting);
});

test('when the meeting is comes with the card, is still there after a reload, and is its writer’s alone', async () => {
  await enterRoom(mara, room);
  await allSeeStep([mara], 'Next small try');
  await expect.poll(() => mara.page.locator('input[name=moment]').inputValue()).toBe(meeting);
  await mara.press(m.tool_commit_commit());
  await mara.sees(m.tool_commit_done());
  await noor.sees(/ask one question in planning/);
  expect(await noor.page.content()).not.toContain(meeting.slice(11));
  await mara.goto(`${circle}/board`);
  await mara.page.getByText(m.cards_more()).click();
  expect(await mara.page.locator('input[name=moment]').inputValue()).toBe(meeting);
  await mara.goto('/');
  await mara.sees(m.nudges_near());
});
