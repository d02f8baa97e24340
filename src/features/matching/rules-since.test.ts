import { expect, test } from 'vitest';
import { keepWish } from '#features/profiles/use-cases/keep-private.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { roundsOn } from '../../../tests/support/round.ts';
import { lookAgain } from './use-cases/keep-rounds.ts';
import { publishRound } from './use-cases/publish-round.ts';
import { repairRound } from './use-cases/repair-round.ts';
import { askForSolve, solveRound } from './use-cases/solve-round.ts';

const app = useApp();
const rounds = roundsOn(app);

const mend = ({ organisationId }: Actor, roundId: string) => repairRound(app, { organisationId, roundId });

/** Colleagues' ids who share a circle with this person as the round stands. */
const besides = async (person: Actor, roundId: string) =>
  (await rounds.placeOf(person, roundId))?.members
    .map(({ id }) => id)
    .filter((id) => id !== person.personId) ?? [];

const avoid = (person: Actor, other: string) =>
  app.database.asPerson(person, async (tx) =>
    expect(await keepWish(tx, person, { person: other, kind: 'not-with' })).toEqual({ ok: true }),
  );

const asked = (roundId: string) =>
  rounds.asAdmin('SELECT 1 FROM graphile_worker.jobs WHERE key = $1', [`repair-round:${roundId}`]);

const forget = (roundId: string) =>
  rounds.asAdmin('SELECT graphile_worker.remove_job($1)', [`repair-round:${roundId}`]);

test('a wish entered between a proposal and its publishing holds: the two are not left in one circle', async () => {
  const { roundId, people, ana } = await rounds.open({ size: 2 });
  const solve = await rounds.as(ana, roundId, askForSolve);
  if (!solve.ok) throw new Error(solve.reason);
  const { number } = solve;
  await solveRound(app, { organisationId: ana.organisationId, roundId, number });
  const [{ circles } = { circles: [] }] = await rounds.asAdmin<{ circles: { members: string[] }[] }>(
    `SELECT result->'circles' AS circles FROM round_solve WHERE round_id = $1`,
    [roundId],
  );
  const other = circles
    .find(({ members }) => members.includes(ana.personId))
    ?.members.find((id) => id !== ana.personId);
  if (!other) throw new Error('nobody sits with her');
  await avoid(ana, other);
  expect(await rounds.as(ana, roundId, (tx, organiser) => publishRound(tx, organiser, number))).toBe(true);
  expect(await asked(roundId)).toHaveLength(1);
  await mend(ana, roundId);
  for (const person of people) expect(await besides(person, roundId)).toHaveLength(1);
  expect(await besides(ana, roundId)).not.toContain(other);
});

test('a wish entered while a circle waits for answers holds by the hour; a circle that has begun stays', async () => {
  const { roundId, people, ana } = await rounds.open({ size: 2 });
  await rounds.publish(ana, roundId);
  const [partner = ''] = await besides(ana, roundId);
  const begun = people.filter(({ personId }) => ![ana.personId, partner].includes(personId)) as [
    Actor,
    Actor,
  ];
  const [one, two] = begun;
  for (const person of begun) await rounds.reply(person, roundId, true);
  await avoid(ana, partner);
  await avoid(one, two.personId);
  await forget(roundId);
  await lookAgain(app);
  expect(await asked(roundId)).toHaveLength(1);
  await mend(ana, roundId);
  expect(await rounds.placeOf(ana, roundId)).toBeUndefined();
  expect(await besides(one, roundId)).toEqual([two.personId]);
});

test('where no rule is broken nothing is drawn anew, and nobody is told anything', async () => {
  const { roundId, people, ana } = await rounds.open({ size: 2 }, { count: 5 });
  await rounds.publish(ana, roundId);
  const standing = () =>
    Promise.all(
      people.map(async (person) => [await besides(person, roundId), await rounds.noticesOf(person)]),
    );
  const before = await standing();
  await mend(ana, roundId);
  expect(await standing()).toEqual(before);
});
