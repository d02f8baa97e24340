import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { hashToken } from '#server/tokens.ts';
import { asMember, makePeople } from '../../../../tests/support/circle.ts';
import { useDatabase } from '../../../../tests/support/database.ts';
import { type WatchedCircle, watchedCircle } from '../../../../tests/support/watched-circle.ts';
import { enterByInvitation } from '../use-cases/enter-by-invitation.ts';
import { inviteByMail } from '../use-cases/invite.ts';

/** The second wall alone: what the database itself refuses, whatever the program asks it. */

const database = useDatabase();
const linkTo = (token: string) => token;

let circle: WatchedCircle;

beforeAll(async () => {
  circle = await watchedCircle(database);
});

const tables = [
  'circle_content',
  'membership_pause',
  'parting',
  'invitation',
  'join_request',
  'agreement_version',
  'agreement_clause',
  'agreement_change',
  'agreement_consent',
] as const;

const rowsIn = (actor: Actor, table: string) =>
  database.asPerson(actor, async (tx) => {
    const result = await sql<{ count: string }>`SELECT count(*) FROM ${sql.table(table)}
      WHERE circle_id = ${circle.circleId}`.execute(tx);
    return Number(result.rows[0]?.count);
  });

test.each([...tables, 'membership', 'manager_opt_in'])('a member reads %s of their circle', async (table) => {
  expect(await rowsIn(circle.ana, table)).toBeGreaterThan(0);
});

test.each(tables)('nobody from outside reads or changes %s', async (table) => {
  for (const [who, actor] of Object.entries(circle.outsiders)) {
    expect(await rowsIn(actor, table), who).toBe(0);
    expect(
      await changesNothing(actor, sql`DELETE FROM ${sql.table(table)} WHERE circle_id = ${circle.circleId}`),
    ).toBe(true);
    expect(
      await changesNothing(
        actor,
        sql`UPDATE ${sql.table(table)} SET circle_id = circle_id WHERE circle_id = ${circle.circleId}`,
      ),
    ).toBe(true);
  }
});

test('colleagues know a circle’s name and do not change it', async () => {
  const named = (actor: Actor) =>
    database.asPerson(actor, (tx) =>
      tx.selectFrom('circle').select('name').where('id', '=', circle.circleId).execute(),
    );
  expect(await named(circle.outsiders.colleague)).toEqual([{ name: 'The Thursday five' }]);
  expect(await named(circle.outsiders.stranger)).toEqual([]);
  for (const actor of Object.values(circle.outsiders)) {
    expect(
      await changesNothing(actor, sql`UPDATE circle SET name = 'Taken' WHERE id = ${circle.circleId}`),
    ).toBe(true);
  }
});

test('somebody who left sees their own past stay and nobody else’s', async () => {
  expect(await rowsIn(circle.outsiders['former member'], 'membership')).toBe(1);
  expect(await rowsIn(circle.outsiders.colleague, 'membership')).toBe(0);
  expect(await rowsIn(circle.outsiders.stranger, 'membership')).toBe(0);
});

test('an opt-in is read by the two whom it is about, and by no other member', async () => {
  const [third] = (await makePeople(database, ['Finn Bell'], circle.ana.organisationId)) as [Actor];
  const invited = await asMember(database, circle.ana, circle.circleId, (tx, member) =>
    inviteByMail(tx, member, { email: 'finn@example.org', mail: false, linkTo }),
  );
  if (invited.ok) await database.asPerson(third, (tx) => enterByInvitation(tx, invited.link ?? ''));
  expect(await rowsIn(circle.ben, 'manager_opt_in')).toBe(1);
  expect(await rowsIn(third, 'manager_opt_in')).toBe(0);
  const present = [circle.ana.personId, circle.ben.personId, third.personId];
  const pairs = (actor: Actor) =>
    database.asPerson(actor, async (tx) => {
      const all = sql`SELECT * FROM open_manager_pairs(${circle.circleId}, ${present}::uuid[])`;
      return (await all.execute(tx)).rows;
    });
  expect(await pairs(third)).toEqual([
    { manager_id: null, report_id: null, manager_agreed: null, report_agreed: null },
  ]);
  expect(await pairs(circle.ben)).toMatchObject([
    { manager_id: circle.ana.personId, manager_agreed: true, report_agreed: false },
  ]);
  expect(await pairs(circle.outsiders.colleague)).toEqual([]);
  await asMember(database, third, circle.circleId, leaveCircle);
});

test('nobody makes, from outside, a row in a circle', async () => {
  for (const [who, actor] of Object.entries(circle.outsiders)) {
    const { organisationId: o, personId: p } = actor;
    for (const attempt of [
      sql`INSERT INTO circle_closure (organisation_id, circle_id, closed_by) VALUES (${o}, ${circle.circleId}, ${p})`,
      sql`INSERT INTO membership (organisation_id, id, circle_id, person_id, seat)
        VALUES (${o}, ${newId()}, ${circle.circleId}, ${p}, 5)`,
      sql`INSERT INTO invitation (organisation_id, id, circle_id, inviter_id, kind, token_hash, expires_at)
        VALUES (${o}, ${newId()}, ${circle.circleId}, ${p}, 'link', ${hashToken(newId())}, now() + interval '1 day')`,
      sql`INSERT INTO agreement_version (organisation_id, circle_id, version, proposed_by)
        VALUES (${o}, ${circle.circleId}, 9, ${p})`,
      sql`INSERT INTO agreement_consent (organisation_id, circle_id, version, person_id)
        VALUES (${o}, ${circle.circleId}, 2, ${p})`,
      sql`INSERT INTO join_request (organisation_id, id, circle_id, person_id)
        VALUES (${o}, ${newId()}, ${circle.circleId}, ${p})`,
      sql`SELECT seat_member(${o}, ${circle.circleId}, ${p}, ${newId()})`,
      sql`SELECT end_stay(${o}, ${circle.circleId}, ${circle.ana.personId})`,
      sql`SELECT settle_proposal(${o}, ${circle.circleId})`,
    ]) {
      expect(await refused(actor, attempt), who).toBe(true);
    }
    const doors = await database.asPerson(actor, async (tx) => {
      const asked = sql<{
        answer: string;
        founded: number | null;
        settled: number | null;
        left: boolean;
      }>`SELECT
        answer_join_request(${circle.requestId}, true, ${newId()}) AS answer, found_circle(${circle.circleId}, ${newId()}) AS founded,
        settle_agreement(${circle.circleId}) AS settled, leave_circle(${circle.circleId}) AS left`;
      return (await asked.execute(tx)).rows[0];
    });
    expect(doors, who).toEqual({ answer: 'not-found', founded: null, settled: null, left: false });
  }
});

test('a member does in nobody else’s name and past no rule', async () => {
  const o = circle.ana.organisationId;
  for (const attempt of [
    // For somebody else.
    sql`INSERT INTO agreement_consent (organisation_id, circle_id, version, person_id)
      VALUES (${o}, ${circle.circleId}, 2, ${circle.ben.personId})`,
    sql`INSERT INTO invitation (organisation_id, id, circle_id, inviter_id, kind, token_hash, expires_at)
      VALUES (${o}, ${newId()}, ${circle.circleId}, ${circle.ben.personId}, 'link', ${hashToken('x')}, now() + interval '1 day')`,
    sql`INSERT INTO manager_opt_in (organisation_id, circle_id, manager_id, report_id, person_id)
      VALUES (${o}, ${circle.circleId}, ${circle.ana.personId}, ${circle.ben.personId}, ${circle.ben.personId})`,
    sql`INSERT INTO circle_closure (organisation_id, circle_id, closed_by) VALUES (${o}, ${circle.circleId}, ${circle.ben.personId})`,
    // A week that never passed, a place that is not free, a door that stands open for ever.
    sql`INSERT INTO parting (organisation_id, id, circle_id, person_id, proposed_by, proposed_at)
      VALUES (${o}, ${newId()}, ${circle.circleId}, ${circle.ben.personId}, ${circle.ana.personId}, now() - interval '9 days')`,
    sql`UPDATE parting SET proposed_at = now() - interval '9 days'`,
    sql`UPDATE membership SET left_at = now() WHERE person_id = ${circle.ben.personId}`,
    sql`INSERT INTO invitation (organisation_id, id, circle_id, inviter_id, kind, token_hash, expires_at)
      VALUES (${o}, ${newId()}, ${circle.circleId}, ${circle.ana.personId}, 'link', ${hashToken('y')}, now() + interval '1 year')`,
    sql`UPDATE invitation SET uses = 0`,
    // What was agreed, and what nobody agreed to.
    sql`UPDATE agreement_version SET in_force_at = now() WHERE version = 2`,
    sql`DELETE FROM agreement_consent WHERE person_id = ${circle.ben.personId}`,
  ]) {
    expect(await refused(circle.ana, attempt)).toBe(true);
  }
  for (const attempt of [
    sql`UPDATE agreement_clause SET body = 'Anything goes.' WHERE version = 1`,
    sql`DELETE FROM agreement_clause WHERE version = 1`,
    sql`UPDATE agreement_version SET withdrawn_at = now() WHERE version = 1`,
  ]) {
    expect(await changesNothing(circle.ana, attempt)).toBe(true);
  }
});

test('the hash of an invitation and who answered a request are read by nobody', async () => {
  expect(await refused(circle.ana, sql`SELECT token_hash FROM invitation`)).toBe(true);
  expect(await refused(circle.ana, sql`SELECT answered_by FROM join_request`)).toBe(true);
});

/** True when the statement fails, as one past the policies or the grants must. */
async function refused(actor: Actor, statement: ReturnType<typeof sql>): Promise<boolean> {
  try {
    await database.asPerson(actor, (tx) => statement.execute(tx));
    return false;
  } catch (problem) {
    const { code } = problem as { code?: string };
    // insufficient_privilege, also from a policy; check_violation
    if (code === '42501' || code === '23514') return true;
    throw problem;
  }
}

/** True when no row is touched, whether the statement is refused or finds nothing that it may touch. */
async function changesNothing(actor: Actor, statement: ReturnType<typeof sql>): Promise<boolean> {
  try {
    const result = await database.asPerson(actor, (tx) => statement.execute(tx));
    return (result.numAffectedRows ?? 0n) === 0n;
  } catch (problem) {
    if ((problem as { code?: string }).code === '42501') return true;
    throw problem;
  }
}
