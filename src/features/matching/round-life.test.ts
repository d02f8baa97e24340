import { expect, test } from 'vitest';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { roundsOn } from '../../../tests/support/round.ts';
import { callRoundOff, changeWindow, relaxRound } from './use-cases/change-round.ts';
import { keepRounds } from './use-cases/keep-rounds.ts';
import { readOwnCircle, readRoundPage } from './use-cases/read-round-page.ts';
import { repairRound } from './use-cases/repair-round.ts';
import { askForSolve, solveRound } from './use-cases/solve-round.ts';

const app = useApp();
const rounds = roundsOn(app);
const { as, noticesOf } = rounds;
const day = 86_400_000;
const dayFrom = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10);

test('before answers close whoever has said nothing is reminded, once, and nobody else', async () => {
  const { roundId, people } = await rounds.open({}, { count: 4, joining: 2 });
  const [ana, ben, cleo, dov] = people as [Actor, Actor, Actor, Actor];
  await rounds.join(cleo, roundId, false);
  await rounds.age(roundId, 8 * 24);
  await keepRounds(app);
  expect(await noticesOf(dov)).toEqual(['round-opened']);
  // Answers close with the last day, so eleven hours to thirty-five are left at whatever hour this runs.
  await rounds.age(roundId, 37);
  await keepRounds(app);
  await keepRounds(app);
  // The reminder takes the place of the invitation.
  expect(await noticesOf(dov)).toEqual(['round-reminder']);
  for (const answered of [ana, ben, cleo]) expect(await noticesOf(answered)).toEqual([]);
});

test('the organiser is told when everybody wants to be in, or answers are closed, never that somebody said no', async () => {
  const all = await rounds.open({}, { count: 2 });
  const some = await rounds.open({}, { count: 3, joining: 2 });
  await rounds.join(some.people[2] as Actor, some.roundId, false);
  await keepRounds(app);
  expect(await noticesOf(all.ana)).toEqual(['round-complete']);
  // Everybody has answered here as well, but saying so would tell who does not want to.
  expect(await noticesOf(some.ana)).toEqual([]);
  for (const { roundId } of [all, some]) await rounds.age(roundId, 12 * 24);
  await keepRounds(app);
  await keepRounds(app);
  expect(await noticesOf(all.ana)).toEqual(['round-complete']);
  expect(await noticesOf(some.ana)).toEqual(['round-closed']);
});

test('an invitation that nobody can answer any more stands on no first page', async () => {
  const { roundId, people } = await rounds.open({}, { count: 3, joining: 1 });
  await rounds.age(roundId, 12 * 24);
  await keepRounds(app);
  expect(await noticesOf(people[1] as Actor)).toEqual([]);
});

test('time for answers is made longer, closed early and opened again, until circles are known', async () => {
  const { roundId, people, ana } = await rounds.open({}, { count: 3, joining: 2 });
  const dov = people[2] as Actor;
  const change = (days: number | undefined) =>
    as(ana, roundId, (tx, organiser) =>
      changeWindow(tx, organiser, {
        day: days === undefined ? undefined : dayFrom(days),
        now: new Date(),
        zone: 'Europe/London',
      }),
    );
  expect(await change(undefined)).toEqual({ ok: true });
  expect(await rounds.join(dov, roundId)).toEqual({ ok: false, reason: 'too-late' });
  await keepRounds(app);
  // Whoever closed it knows.
  expect(await noticesOf(ana)).toEqual([]);
  expect(await change(-2)).toEqual({ ok: false, reason: 'day-over' });
  expect(await change(20)).toEqual({ ok: true });
  expect(await rounds.join(dov, roundId)).toEqual({ ok: true });
  await rounds.publish(ana, roundId);
  expect(await change(30)).toEqual({ ok: false, reason: 'known' });
});

test('a round is called off before its circles are known: who wanted to be in is told', async () => {
  const { roundId, people, ana } = await rounds.open({}, { count: 3, joining: 2 });
  const [, ben, cleo] = people as [Actor, Actor, Actor];
  expect(await as(ana, roundId, callRoundOff)).toEqual({ ok: true });
  expect(await as(ana, roundId, callRoundOff)).toEqual({ ok: false, reason: 'nothing-open' });
  expect(await noticesOf(ben)).toEqual(['round-withdrawn']);
  expect(await noticesOf(cleo)).not.toContain('round-withdrawn');
});

test('a round is called off after its circles are known: those that have begun stay, the others are no more', async () => {
  const { roundId, people, ana } = await rounds.open({ size: 2 });
  await rounds.publish(ana, roundId);
  const [first] = people as [Actor];
  const pair = (await rounds.placeOf(first, roundId))?.members.map(({ id }) => id) ?? [];
  const begun = people.filter(({ personId }) => pair.includes(personId));
  const [waiting, declined] = people.filter(({ personId }) => !pair.includes(personId)) as [Actor, Actor];
  for (const person of begun) await rounds.reply(person, roundId, true);
  await rounds.reply(declined, roundId, false);
  expect(await as(ana, roundId, callRoundOff)).toEqual({ ok: true });
  for (const person of begun) expect((await rounds.placeOf(person, roundId))?.circleId).toBeDefined();
  expect(await rounds.placeOf(waiting, roundId)).toBeUndefined();
  expect(await noticesOf(declined)).toEqual([]);
  await repairRound(app, { organisationId: ana.organisationId, roundId });
  expect(await rounds.placeOf(waiting, roundId)).toBeUndefined();
});

test('a pair breaks up beside one that has begun: the one that has begun is not touched, told nothing, and takes in nobody', async () => {
  const { roundId, people, ana } = await rounds.open({ size: 2 });
  await rounds.publish(ana, roundId);
  const [first] = people as [Actor];
  const pair = (await rounds.placeOf(first, roundId))?.members.map(({ id }) => id) ?? [];
  const begun = people.filter(({ personId }) => pair.includes(personId));
  const [waiting, declined] = people.filter(({ personId }) => !pair.includes(personId)) as [Actor, Actor];
  for (const person of begun) await rounds.reply(person, roundId, true);
  await rounds.reply(waiting, roundId, true);
  const before = await rounds.placeOf(first, roundId);
  const told = await Promise.all(begun.map(noticesOf));
  await rounds.reply(declined, roundId, false);
  await repairRound(app, { organisationId: ana.organisationId, roundId });
  for (const person of begun) {
    expect(await rounds.placeOf(person, roundId)).toEqual(before);
    const live = await rounds.asAdmin(
      `SELECT 1 FROM round_place p JOIN round_circle c ON c.id = p.round_circle_id
       WHERE p.person_id = $1 AND c.replaced_at IS NULL`,
      [person.personId],
    );
    expect(live).toHaveLength(1);
  }
  expect(await Promise.all(begun.map(noticesOf))).toEqual(told);
  const own = await as(waiting, roundId, readOwnCircle);
  expect(own).toMatchObject({
    place: undefined,
    answer: { leftOver: { kind: 'no-room-in-a-fitting-circle' } },
  });
});

test('silence after the last day is a quiet no: the rest of the circle is drawn anew and has the same time again', async () => {
  const { roundId, people, ana } = await rounds.open({ size: 3, replyDays: 5 }, { count: 3 });
  await rounds.publish(ana, roundId);
  const [, ben, cleo] = people as [Actor, Actor, Actor];
  await rounds.reply(ana, roundId, true);
  await rounds.reply(ben, roundId, true);
  await rounds.age(roundId, 5 * 24 - 1);
  await keepRounds(app);
  expect((await rounds.placeOf(cleo, roundId))?.accepted).toBeUndefined();
  await rounds.age(roundId, 2);
  await keepRounds(app);
  const jobs = await rounds.asAdmin('SELECT 1 FROM graphile_worker.jobs WHERE key = $1 AND run_at <= now()', [
    `repair-round:${roundId}`,
  ]);
  expect(jobs).toHaveLength(1);
  await repairRound(app, { organisationId: ana.organisationId, roundId });
  const left = await rounds.placeOf(ana, roundId);
  expect(left).toMatchObject({ redrawn: true, members: { length: 2 } });
  expect((left?.repliesUntil.getTime() ?? 0) - Date.now()).toBeGreaterThan(4.9 * day);
  expect(await noticesOf(ana)).toContain('round-redrawn');
  expect(await as(cleo, roundId, readOwnCircle)).toMatchObject({ place: undefined, silent: true });
  expect(await as(ben, roundId, readOwnCircle)).toMatchObject({ silent: false });
  // Nobody else can tell who was silent from who declined.
  const seen = await app.database.asPerson(ana, (tx) => tx.selectFrom('round_reply').selectAll().execute());
  expect(seen.map(({ person_id }) => person_id)).toEqual([ana.personId]);
});

test('a no whose job was lost with its server is taken up again', async () => {
  const { roundId, people, ana } = await rounds.open({ size: 3 }, { count: 3 });
  await rounds.publish(ana, roundId);
  await rounds.reply(people[1] as Actor, roundId, false);
  await rounds.asAdmin(`DELETE FROM graphile_worker._private_jobs WHERE key = $1`, [
    `repair-round:${roundId}`,
  ]);
  await rounds.asAdmin(`UPDATE round_reply SET replied_at = replied_at - interval '40 minutes'`);
  await keepRounds(app);
  const jobs = await rounds.asAdmin('SELECT 1 FROM graphile_worker.jobs WHERE key = $1', [
    `repair-round:${roundId}`,
  ]);
  expect(jobs).toHaveLength(1);
  expect(await rounds.placeOf(ana, roundId)).toMatchObject({ redrawn: false });
});

test('a moment at work that two people named is told to them as common ground', async () => {
  const { roundId, people, ana } = await rounds.open({ size: 2 }, { count: 2 });
  const named = [['Customer call', 'Stand-up'], ['Customer call']];
  for (const [at, person] of people.entries())
    await rounds.asAdmin(
      'INSERT INTO person_profile (organisation_id, person_id, moments) VALUES ($1, $2, $3)',
      [person.organisationId, person.personId, named[at]],
    );
  await rounds.publish(ana, roundId);
  const described = (await rounds.placeOf(ana, roundId))?.described;
  const told = (described?.facts ?? []).flatMap((fact) => (fact.kind === 'same-moment' ? [fact] : []));
  expect(told).toMatchObject([{ moment: 'Customer call' }]);
  expect([...(told[0]?.people ?? [])].sort()).toEqual(people.map(({ personId }) => personId).sort());
  expect(described?.parts.ground).toBe(0.5);
});

test('what stands in the way of circles is said from public rules, and asking for less makes them possible', async () => {
  const { roundId, people, ana } = await rounds.open({ size: 2, commonHours: 20 }, { count: 2 });
  const ben = people[1] as Actor;
  // Ana is free on Mondays from midnight on, Ben from three hours later: 4 half-hours in common.
  const week = (from: number, to: number) =>
    Array.from({ length: 336 }, (_, at) => (at >= from && at < to ? '1' : '0')).join('');
  for (const [person, words] of [
    [ana, week(0, 10)],
    [ben, week(6, 16)],
  ] as const)
    await rounds.asAdmin(
      `INSERT INTO person_profile (organisation_id, person_id, week) VALUES ($1, $2, $3)
       ON CONFLICT (organisation_id, person_id) DO UPDATE SET week = excluded.week`,
      [person.organisationId, person.personId, words],
    );
  const solve = async () => {
    const asked = await as(ana, roundId, askForSolve);
    if (!asked.ok) throw new Error(asked.reason);
    await solveRound(app, { organisationId: ana.organisationId, roundId, number: asked.number });
    return (await as(ana, roundId, readRoundPage)).organiser;
  };
  const before = await solve();
  expect(before?.obstacles).toMatchObject([{ kind: 'too-few-common-hours', needed: 40, halfHours: 4 }]);
  expect(
    await as(ana, roundId, (tx, organiser) => relaxRound(tx, organiser, { commonHalfHours: 4 })),
  ).toEqual({
    ok: true,
  });
  const after = await solve();
  expect(after).toMatchObject({ obstacles: [], solves: [{ circles: 0 }, { circles: 1 }] });
});
