import { expect, test } from 'vitest';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { roundsOn } from '../../../tests/support/round.ts';
import { callRoundOff, endSeries } from './use-cases/change-round.ts';
import { keepRounds } from './use-cases/keep-rounds.ts';
import { readRoundPage, roundsOf } from './use-cases/read-round-page.ts';

const app = useApp();
const rounds = roundsOn(app);
const { as } = rounds;

const listOf = (person: Actor) => app.database.asPerson(person, (tx) => roundsOf(tx, person));

/** A quarterly round whose pairs have all begun. */
async function endedSeries() {
  const opened = await rounds.open({ size: 2, repeats: 'quarterly', freshness: 'more' });
  await rounds.publish(opened.ana, opened.roundId);
  for (const person of opened.people) await rounds.reply(person, opened.roundId, true);
  return opened;
}

const partnerOf = async (person: Actor, roundId: string) =>
  (await rounds.placeOf(person, roundId))?.members.find(({ id }) => id !== person.personId)?.id;

test('the next round opens a quarter later with the same settings, asks everybody anew, and brings others together', async () => {
  const { roundId, people, ana } = await endedSeries();
  const [, ben] = people as [Actor, Actor];
  await keepRounds(app);
  expect(await listOf(ben)).toHaveLength(1);
  await rounds.age(roundId, 93 * 24);
  await keepRounds(app);
  await keepRounds(app);
  const [next, before] = await listOf(ben);
  expect(next).toMatchObject({
    name: 'Spring circles 2',
    size: 2,
    repeats: 'quarterly',
    wishes: { freshness: 'more' },
    forEverybody: true,
  });
  expect(before).toMatchObject({ id: roundId, followedBy: next?.id });
  const nextId = next?.id ?? '';
  expect((await as(ben, nextId, readRoundPage)).answer).toBeUndefined();
  expect(await rounds.noticesOf(ben)).toContain('round-opened');
  const days = ((next?.answersUntil.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(9.9);
  expect(days).toBeLessThan(11.1);
  expect(next?.nextAt?.getTime()).toBeGreaterThan(next?.answersUntil.getTime() ?? 0);

  for (const person of people) await rounds.join(person, nextId);
  await rounds.publish(ana, nextId);
  for (const person of people)
    expect(await partnerOf(person, nextId)).not.toBe(await partnerOf(person, roundId));
});

test('nothing follows a round that waits for an answer or for its organiser; one that was called off is followed', async () => {
  const waiting = await rounds.open({ size: 2, repeats: 'monthly' });
  const unpublished = await rounds.open({ size: 2, repeats: 'monthly' });
  const calledOff = await rounds.open({ size: 2, repeats: 'monthly' });
  await rounds.publish(waiting.ana, waiting.roundId);
  await as(calledOff.ana, calledOff.roundId, callRoundOff);
  for (const { roundId } of [unpublished, calledOff]) await rounds.age(roundId, 32 * 24);
  await rounds.asAdmin(`UPDATE matching_round SET next_at = now() - interval '1 hour' WHERE id = $1`, [
    waiting.roundId,
  ]);
  await keepRounds(app);
  expect(await listOf(waiting.ana)).toHaveLength(1);
  expect(await listOf(unpublished.ana)).toHaveLength(1);
  expect(await listOf(calledOff.ana)).toHaveLength(2);
});

test('only the people who were invited at first are asked again where not everybody was', async () => {
  const { roundId, people, ana } = await rounds.open({ repeats: 'monthly' });
  const [, ben, cleo, dov] = people as [Actor, Actor, Actor, Actor];
  await rounds.asAdmin('UPDATE matching_round SET for_everybody = false WHERE id = $1', [roundId]);
  await rounds.asAdmin('DELETE FROM round_invitee WHERE round_id = $1 AND person_id = ANY ($2)', [
    roundId,
    [cleo.personId, dov.personId],
  ]);
  await as(ana, roundId, callRoundOff);
  await rounds.age(roundId, 32 * 24);
  await keepRounds(app);
  expect(await listOf(ben)).toHaveLength(2);
  expect(await listOf(cleo)).toHaveLength(0);
});

test('the organiser lets a round be the last one', async () => {
  const { roundId, people, ana } = await endedSeries();
  const [, ben] = people as [Actor, Actor];
  await as(ben, roundId, endSeries);
  expect((await listOf(ana))[0]).toMatchObject({ repeats: 'quarterly' });
  await as(ana, roundId, endSeries);
  expect((await listOf(ana))[0]).toMatchObject({ repeats: 'never' });
  await rounds.age(roundId, 93 * 24);
  await keepRounds(app);
  expect(await listOf(ana)).toHaveLength(1);
});
