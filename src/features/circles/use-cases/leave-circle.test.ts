import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { agreementState } from '#features/agreements/use-cases/read-agreement.ts';
import { findCircleMember } from '#features/circles/access.ts';
import type { Actor } from '#server/database.ts';
import { openLog } from '#server/log.ts';
import { asMember, consentAll, makeCircle, makePeople } from '../../../../tests/support/circle.ts';
import { useDatabase } from '../../../../tests/support/database.ts';
import { settlePartings } from '../jobs.ts';
import { changeCircle } from './change-circle.ts';
import { closeCircle } from './close-circle.ts';
import { makeCircleLink } from './invite.ts';
import { leaveCircle } from './leave-circle.ts';
import { circlesOf, membersOf } from './list-members.ts';
import { agreeToParting, endParting, proposeParting } from './part-with-member.ts';
import { pauseMembership, returnFromPause } from './pause-membership.ts';
import { readCirclePage } from './read-circle-page.ts';

const database = useDatabase();
const names = ['Ana Reed', 'Ben Hale', 'Cleo Marsh'];

async function circleOfThree() {
  const people = (await makePeople(database, names)) as [Actor, Actor, Actor];
  return { people, ...(await makeCircle(database, people)) };
}

test('who leaves needs no reason, is out at once, and frees the seat', async () => {
  const { people, circleId } = await circleOfThree();
  const [ana, ben] = people;
  await asMember(database, ben, circleId, leaveCircle);
  await database.asPerson(ben, async (tx) => {
    expect(await findCircleMember(tx, ben, circleId)).toBeUndefined();
    expect(await circlesOf(tx, ben)).toEqual([]);
  });
  const seats = await asMember(database, ana, circleId, membersOf);
  expect(seats.map((each) => [each.name, each.seat])).toEqual([
    ['Ana Reed', 1],
    ['Cleo Marsh', 3],
  ]);
});

test('the last one who leaves closes the circle', async () => {
  const [ana] = (await makePeople(database, names)) as [Actor];
  const { circleId } = await makeCircle(database, [ana]);
  await asMember(database, ana, circleId, leaveCircle);
  const closures = await database.asPerson(ana, (tx) =>
    tx.selectFrom('circle_closure').select('closed_by').where('circle_id', '=', circleId).execute(),
  );
  expect(closures).toEqual([{ closed_by: ana.personId }]);
});

test('a proposal that waited only for the one who leaves comes into force', async () => {
  const { people, circleId } = await circleOfThree();
  const [ana, ben, cleo] = people;
  await consentAll(database, [ana, ben], circleId);
  expect(await asMember(database, ana, circleId, agreementState)).toMatchObject({
    proposal: { awaited: [cleo.personId] },
  });
  await asMember(database, cleo, circleId, leaveCircle);
  expect(await asMember(database, ana, circleId, agreementState)).toEqual({
    inForce: { version: 1, awaited: [], again: [] },
    proposal: undefined,
  });
});

test('a closed circle is read by its members and changed by nobody', async () => {
  const { people, circleId } = await circleOfThree();
  const [ana, ben] = people;
  await asMember(database, ana, circleId, closeCircle);
  await asMember(database, ana, circleId, closeCircle);
  await asMember(database, ben, circleId, async (tx, member) => {
    expect(member.closed).toBe(true);
    expect((await readCirclePage(tx, member)).circle.closedAt).toBeInstanceOf(Date);
    const refused = { ok: false, reason: 'circle-closed' };
    const words = { name: 'Other', purpose: '', focusSkill: '' };
    expect(await changeCircle(tx, member, words)).toEqual(refused);
    expect(await makeCircleLink(tx, member, { linkTo: (token) => token })).toEqual(refused);
    expect(await proposeParting(tx, member, ana.personId)).toEqual(refused);
  });
});

test('one goes away until a day that lies ahead, and may come back sooner', async () => {
  const { people, circleId } = await circleOfThree();
  const [ana, ben] = people;
  const now = new Date();
  const day = (ahead: number) => new Date(now.getTime() + ahead * 86_400_000).toISOString().slice(0, 10);
  const pause = (returnsOn: string) =>
    asMember(database, ben, circleId, (tx, member) =>
      pauseMembership(tx, member, { returnsOn, now, timeZone: 'Europe/London' }),
    );
  const away = async () =>
    (await asMember(database, ana, circleId, membersOf)).map((each) => each.awayUntil ?? null);
  expect(await pause(day(-1))).toEqual({ ok: false, reason: 'not-a-day-ahead' });
  expect(await pause(day(9))).toEqual({ ok: true });
  expect(await pause(day(12))).toEqual({ ok: true });
  expect(await away()).toEqual([null, day(12), null]);
  await asMember(database, ben, circleId, returnFromPause);
  expect(await away()).toEqual([null, null, null]);
});

test('parting takes everyone else and the person, or a week', async () => {
  const { people, circleId } = await circleOfThree();
  const [ana, ben, cleo] = people;
  const propose = await asMember(database, ana, circleId, (tx, member) =>
    proposeParting(tx, member, cleo.personId),
  );
  expect(propose).toEqual({ ok: true });
  const { parting } = await asMember(database, cleo, circleId, readCirclePage);
  expect(parting).toMatchObject({ person: cleo.personId, agreed: [ana.personId], weekPassed: false });
  const agree = (actor: Actor) =>
    asMember(database, actor, circleId, (tx, member) => agreeToParting(tx, member, parting?.id ?? ''));
  expect(await agree(ben)).toEqual({ ok: true, parted: false });
  await database.asMaintenance((tx) =>
    sql`UPDATE parting SET proposed_at = now() - interval '8 days'`.execute(tx),
  );
  expect(await agree(ana)).toEqual({ ok: true, parted: true });
  expect(await database.asPerson(cleo, (tx) => findCircleMember(tx, cleo, circleId))).toBeUndefined();
  expect(await agree(ana)).toEqual({ ok: false, reason: 'parting-gone' });
});

test('the person may agree at once; one no of the others ends it; their own no does not', async () => {
  const { people, circleId } = await circleOfThree();
  const [ana, ben, cleo] = people;
  const open = async () => {
    await asMember(database, ana, circleId, (tx, member) => proposeParting(tx, member, cleo.personId));
    return (await asMember(database, ana, circleId, readCirclePage)).parting?.id ?? '';
  };
  const first = await open();
  const end = (actor: Actor, id: string) =>
    asMember(database, actor, circleId, (tx, member) => endParting(tx, member, id));
  expect(await end(cleo, first)).toEqual({ ok: false, reason: 'not-yours-to-end' });
  expect(await end(ben, first)).toEqual({ ok: true });
  const second = await open();
  expect(second).not.toBe(first);
  const agree = (actor: Actor) =>
    asMember(database, actor, circleId, (tx, member) => agreeToParting(tx, member, second));
  expect(await agree(cleo)).toEqual({ ok: true, parted: false });
  expect(await agree(ben)).toEqual({ ok: true, parted: true });
});

test('in a circle of two neither ends the other’s stay, nor by waiting once a third has left', async () => {
  const { people, circleId } = await circleOfThree();
  const [ana, ben, cleo] = people;
  const propose = () =>
    asMember(database, ana, circleId, (tx, member) => proposeParting(tx, member, cleo.personId));
  const agree = (actor: Actor, id: string) =>
    asMember(database, actor, circleId, (tx, member) => agreeToParting(tx, member, id));
  await propose();
  const open = async () =>
    (await asMember(database, ana, circleId, readCirclePage)).parting as { id: string };
  const { id } = await open();
  await asMember(database, ben, circleId, leaveCircle);
  await database.asMaintenance((tx) =>
    sql`UPDATE parting SET proposed_at = now() - interval '8 days'`.execute(tx),
  );
  await settlePartings({ database, log: openLog('silent') });
  expect(await agree(ana, id)).toEqual({ ok: true, parted: false });
  expect(await database.asPerson(cleo, (tx) => findCircleMember(tx, cleo, circleId))).toBeDefined();
  await asMember(database, ana, circleId, (tx, member) => endParting(tx, member, id));
  expect(await propose()).toEqual({ ok: false, reason: 'pair' });
});
