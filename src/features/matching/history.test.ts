import { expect, test } from 'vitest';
import { closeCircle } from '#features/circles/use-cases/close-circle.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { erasePerson } from '#features/people/use-cases/erase-person.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle } from '../../../tests/support/circle.ts';
import { roundsOn } from '../../../tests/support/round.ts';
import { solveOnce } from '../../../tests/support/solved-round.ts';
import { peopleForRound } from './store/people-for-round.ts';
import { keepRounds } from './use-cases/keep-rounds.ts';
import { readProposal } from './use-cases/read-proposal.ts';

const app = useApp();
const rounds = roundsOn(app);
const year = 365 * 86_400_000;

/** How many quarters ago each other one of the round was met by this person, so many years from now. */
async function met(person: Actor, roundId: string, years: number): Promise<Record<string, number>> {
  const { organisationId } = person;
  const now = new Date(Date.now() + years * year);
  const round = await app.database.asWorker({ organisationId }, (tx) =>
    peopleForRound(tx, { organisationId, roundId }, { now }),
  );
  const found = round?.people.find(({ id }) => id === person.personId)?.met ?? [];
  return Object.fromEntries(found.map(({ person: other, roundsAgo }) => [other, roundsAgo]));
}

test('who sits together now has met just now; a circle that closed, or a stay that ended, is longer and longer ago', async () => {
  const { roundId, people } = await rounds.open({}, { count: 6 });
  const [ana, ben, cleo, dov, edda, finn] = people as [Actor, Actor, Actor, Actor, Actor, Actor];
  await makeCircle(app.database, [ana, ben]);
  const closed = await makeCircle(app.database, [ana, cleo]);
  await asMember(app.database, ana, closed.circleId, closeCircle);
  const left = await makeCircle(app.database, [ana, dov, edda]);
  await asMember(app.database, dov, left.circleId, leaveCircle);
  const after = await met(ana, roundId, 2);
  expect(after).toEqual({ [ben.personId]: 1, [cleo.personId]: 9, [dov.personId]: 9, [edda.personId]: 1 });
  expect(after[finn.personId]).toBeUndefined();
  // The other side says the same.
  expect(await met(cleo, roundId, 2)).toEqual({ [ana.personId]: 9 });
});

test('that three sat together is said only where it was in one circle, not where two by two they sat in three', async () => {
  const { roundId, people } = await rounds.open({ size: 3 }, { count: 3 });
  const [ana, ben, cleo] = people as [Actor, Actor, Actor];
  const said = async () => {
    const number = await solveOnce(app, ana, roundId);
    const proposal = await rounds.as(ana, roundId, (tx, organiser) =>
      readProposal(tx, organiser, { name: number }),
    );
    const facts = proposal?.circles.flatMap((circle) => circle.facts) ?? [];
    expect(facts).not.toContainEqual({ kind: 'all-new-to-each-other' });
    return facts.filter(({ kind }) => kind === 'met-before');
  };
  for (const pair of [
    [ana, ben],
    [ben, cleo],
    [ana, cleo],
  ])
    await makeCircle(app.database, pair);
  expect(await said()).toEqual([]);
  await makeCircle(app.database, [ana, ben, cleo]);
  expect(await said()).toMatchObject([{ roundsAgo: 1, people: { length: 3 } }]);
});

test('somebody who is erased is in no round any more, neither as a person nor as somebody met', async () => {
  const { roundId, people } = await rounds.open({}, { count: 4 });
  const [ana, ben] = people as [Actor, Actor];
  await makeCircle(app.database, [ana, ben]);
  expect(await met(ana, roundId, 0)).toEqual({ [ben.personId]: 1 });
  await erasePerson(app, ben);
  expect(await met(ana, roundId, 0)).toEqual({});
  expect(await met(ben, roundId, 0)).toEqual({});
});

test('a round whose organiser is erased is called off, who wanted to be in is told, and no other round follows', async () => {
  const { roundId, people } = await rounds.open({ repeats: 'monthly' }, { count: 3, joining: 2 });
  const [ana, ben, cleo] = people as [Actor, Actor, Actor];
  await erasePerson(app, ana);
  await keepRounds(app);
  await keepRounds(app);
  expect((await rounds.noticesOf(ben)).filter((kind) => kind === 'round-withdrawn')).toHaveLength(1);
  expect(await rounds.noticesOf(cleo)).not.toContain('round-withdrawn');
  await rounds.age(roundId, 32 * 24);
  await keepRounds(app);
  const all = await rounds.asAdmin('SELECT id FROM matching_round WHERE organisation_id = $1', [
    ben.organisationId,
  ]);
  expect(all).toEqual([{ id: roundId }]);
});
