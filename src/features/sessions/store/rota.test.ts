import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { assignRoles } from '#core/rota/assign-roles.ts';
import { countTurns } from '#core/rota/count-turns.ts';
import type { RotaTotal, RotaTurn } from '#core/rota/rota.ts';
import { started } from '#core/session/deciding/starting.ts';
import { findCircleMember } from '#features/circles/access.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../../tests/support/circle.ts';
import { findSessionMember } from '../access.ts';
import { applyEffect } from '../use-cases/apply-effect.ts';
import { findMyRole } from '../use-cases/find-my-role.ts';
import { readContext } from './context.ts';
import { readTotals } from './rota.ts';

const app = useApp();
const liveDrill = readFileSync(join(import.meta.dirname, '../../../../library/live-drill.md'), 'utf8');
const wantedRoles = ['facilitator', 'focus owner', 'colleague', 'note-catcher', 'observer'];

interface Circle {
  circleId: string;
  people: Actor[];
}

async function arrange(size: number): Promise<Circle> {
  const people = await makePeople(app.database, ['Mara', 'Ilya', 'Noor', 'Ama', 'Teo'].slice(0, size));
  return { ...(await makeCircle(app.database, people)), people };
}

/** Holds the session of this number for those who come, as the room would, and gives what everybody had in it. */
async function hold({ circleId }: Circle, number: number, coming: Actor[]): Promise<RotaTurn[]> {
  const [first] = coming as [Actor, ...Actor[]];
  const { organisationId } = first;
  const sessionId = newId();
  await app.database.asMaintenance(async (tx) => {
    await sql`INSERT INTO session (organisation_id, id, circle_id, number, status, time_zone, playbook_slug, playbook_text,
        created_by, expires_at) VALUES (${organisationId}, ${sessionId}, ${circleId}, ${number}, 'open', 'UTC', 'live-drill',
        ${liveDrill}, ${first.personId}, now() + interval '2 hours')`.execute(tx);
    await sql`INSERT INTO session_member (organisation_id, session_id, person_id)
      SELECT organisation_id, ${sessionId}, person_id FROM membership WHERE circle_id = ${circleId}`.execute(
      tx,
    );
  });
  const turns = await app.database.asPerson(first, async (tx, client) => {
    const member = await findSessionMember(tx, first, sessionId);
    if (!member) throw new Error('not a member of the session');
    const context = await readContext(tx, client, member);
    const present = context.members
      .map(({ id }) => id)
      .filter((id) => coming.some((one) => one.personId === id));
    const { roles } = started({ present }, context);
    await agreesWithTheDay(tx, { circleId, wanted: context.playbook.roles, coming, roles });
    const held = Object.entries(roles).flatMap(([person, had]) => had.map((role) => ({ person, role })));
    await applyEffect(tx, member, { type: 'record-turns', turns: held }, context);
    return held.map((turn) => ({ session: number, ...turn }));
  });
  await app.database.asMaintenance((tx) =>
    sql`UPDATE session SET status = 'closed' WHERE id = ${sessionId}`.execute(tx),
  );
  return turns;
}

/** What the day page would say to each of those who come, once there were turns to go by. */
async function agreesWithTheDay(
  tx: Tx,
  given: { circleId: string; wanted: string[]; coming: Actor[]; roles: Record<string, string[]> },
): Promise<void> {
  const [first] = given.coming as [Actor, ...Actor[]];
  const { rows } = await sql`SELECT 1 FROM rota_turn WHERE circle_id = ${given.circleId} LIMIT 1`.execute(tx);
  const scope = await findCircleMember(tx, first, given.circleId);
  if (!scope) throw new Error('not a member of the circle');
  const members = (await membersOf(tx, scope)).map((member) => ({
    ...member,
    awayUntil: given.coming.some(({ personId }) => personId === member.id) ? undefined : '2030-01-07',
  }));
  for (const person of given.coming)
    expect(
      await findMyRole(tx, person, { id: given.circleId, members: members as never, roles: given.wanted }),
    ).toBe(rows.length > 0 ? given.roles[person.personId]?.[0] : undefined);
}

test('over a hundred sessions that all attend, with dates called off, nobody is more than one turn ahead', async () => {
  for (const [size, spared] of [
    [3, 10],
    [5, 5],
  ] as const) {
    const circle = await arrange(size);
    const past: RotaTurn[] = [];
    for (let number = 1; number <= 130; number += 1) {
      if (number % spared === 0) continue;
      past.push(...(await hold(circle, number, circle.people)));
      const practised = past.filter(({ role }) => role === 'focus owner').map(({ person }) => person);
      const turns = circle.people.map(({ personId }) => practised.filter((one) => one === personId).length);
      expect(Math.max(...turns) - Math.min(...turns), `session ${number}`).toBeLessThanOrEqual(1);
      if (practised.length > 1) expect(practised.at(-1)).not.toBe(practised.at(-2));
    }
  }
}, 60_000);

test('whoever comes and goes: the room goes by the whole past, newcomers do not lead, and the day says the same', async () => {
  const evening = fc.record({
    calledOff: fc.integer({ min: 0, max: 4 }).map((drawn) => drawn === 0),
    away: fc.subarray([0, 1, 2, 3, 4], { maxLength: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(evening, { minLength: 125, maxLength: 125 }), async (evenings) => {
      const circle = await arrange(5);
      const past: RotaTurn[] = [];
      for (const [index, { calledOff, away }] of evenings.entries()) {
        if (calledOff) continue;
        // The fifth comes for the first time when the others have a long past.
        const coming = circle.people.filter((_, seat) => !away.includes(seat) && (seat < 4 || index >= 60));
        const before = [...past];
        const turns = await hold(circle, index + 1, coming);
        past.push(...turns);
        const people = coming.map(({ personId }) => personId);
        const newcomers = people.filter((id) => !before.some(({ person }) => person === id));
        const fair = assignRoles({ people, newcomers, wanted: wantedRoles, totals: countTurns(before) });
        expect(rolesOf(turns)).toEqual(fair);
        if (newcomers.length < people.length - 1)
          for (const one of newcomers) expect(fair[one]).not.toContain('focus owner');
      }
      expect(await totalsOf(circle)).toEqual(inOrder(countTurns(past)));
    }),
    // A shorter past that fails as well would be long in coming.
    { numRuns: 2, endOnFailure: true },
  );
}, 90_000);

test('turns of many sessions count at once, those taken away are counted off, and a circle goes with its totals', async () => {
  const circle = await arrange(3);
  const first = await hold(circle, 1, circle.people);
  const second = await hold(circle, 2, circle.people.slice(0, 2));
  const taken = await hold(circle, 3, circle.people);
  await app.database.asMaintenance((tx) =>
    sql`INSERT INTO rota_turn (organisation_id, circle_id, session_number, person_id, role)
      SELECT organisation_id, circle_id, session_number + n * 10, person_id, role
      FROM rota_turn CROSS JOIN generate_series(1, 20) n WHERE circle_id = ${circle.circleId}`.execute(tx),
  );
  const part = taken.filter(({ person }) => person === circle.people[0]?.personId);
  const all = (tx: Tx) =>
    sql<{ n: number }>`SELECT count(*)::int AS n FROM rota_total
    WHERE circle_id = ${circle.circleId}`.execute(tx);
  await app.database.asMaintenance(async (tx) => {
    await sql`DELETE FROM rota_turn WHERE circle_id = ${circle.circleId} AND session_number BETWEEN 2 AND 200
      AND NOT (session_number = 3 AND person_id = ${circle.people[0]?.personId ?? ''})`.execute(tx);
  });
  const kept = [first, second, taken].flatMap((turns) =>
    turns.map((turn) => ({ ...turn, session: turn.session + 200 })),
  );
  expect(await totalsOf(circle)).toEqual(inOrder(countTurns([...first, ...part, ...kept])));
  await app.database.asMaintenance((tx) => sql`DELETE FROM circle WHERE id = ${circle.circleId}`.execute(tx));
  expect((await app.database.asMaintenance(all)).rows).toEqual([{ n: 0 }]);
});

function rolesOf(turns: RotaTurn[]): Record<string, string[]> {
  return Object.fromEntries(
    [...Map.groupBy(turns, ({ person }) => person)].map(([person, had]) => [
      person,
      had.map(({ role }) => role),
    ]),
  );
}

async function totalsOf({ circleId, people }: Circle): Promise<RotaTotal[]> {
  const [first] = people as [Actor];
  return inOrder(await asMember(app.database, first, circleId, (tx) => readTotals(tx, first, circleId)));
}

/** What came to nothing again is as good as not there. */
function inOrder(totals: RotaTotal[]): RotaTotal[] {
  const key = ({ person, role }: RotaTotal) => `${person} ${role}`;
  return totals
    .filter(({ turns, share }) => turns !== 0 || share !== 0)
    .sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
