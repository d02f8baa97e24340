import { sql } from 'kysely';
import { type DecisionKind, type DecisionWords, decisionWords } from '#core/circles/decision.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { prepare } from '#server/prepare.ts';

/** All SQL about what circles decide; whether all have agreed, the database counts. */

export interface DecisionRow {
  id: string;
  words: DecisionWords;
  proposedBy: string;
  proposedAt: Date;
  settledAt?: Date;
}

/** The one open question and what is settled and goes on, newest first. */
export async function listStanding(tx: Tx, member: CircleMember): Promise<DecisionRow[]> {
  return (await standingIn(tx, member)).map((row) => ({
    id: row.id,
    words: decisionWords.parse({ ...(row.words as object), kind: row.kind }),
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    ...(row.settled_at && { settledAt: row.settled_at }),
  }));
}

const standingIn = prepare('standing-decisions', (db, { organisationId, circleId }: CircleMember) =>
  db
    .selectFrom('circle_decision')
    .select(['id', 'kind', 'words', 'proposed_by', 'proposed_at', 'settled_at'])
    .where('organisation_id', '=', organisationId)
    .where('circle_id', '=', circleId)
    .where('withdrawn_at', 'is', null)
    .where('ended_at', 'is', null)
    .orderBy('proposed_at', 'desc'),
);

/** Undefined while another question is open. Whoever proposes has agreed. */
export async function insertDecision(
  tx: Tx,
  member: CircleMember,
  { kind, ...words }: DecisionWords,
): Promise<string | undefined> {
  const id = newId();
  const done = await tx
    .insertInto('circle_decision')
    .values({
      organisation_id: member.organisationId,
      id,
      circle_id: member.circleId,
      kind,
      words: JSON.stringify(words),
      proposed_by: member.personId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if ((done.numInsertedOrUpdatedRows ?? 0n) === 0n) return undefined;
  await insertAgreement(tx, member, id);
  return id;
}

/** Agreeing again renews it: whoever came back to the circle agrees anew. */
export async function insertAgreement(tx: Tx, member: CircleMember, decision: string): Promise<void> {
  await tx
    .insertInto('decision_agreement')
    .values({ organisation_id: member.organisationId, decision_id: decision, person_id: member.personId })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'decision_id', 'person_id'])
        .doUpdateSet({ agreed_at: sql<Date>`now()` }),
    )
    .execute();
}

/** Members of now whose agreement counts. */
export async function listAgreed(tx: Tx, member: CircleMember, decision: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('decision_agreement as a')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'a.organisation_id').onRef('m.person_id', '=', 'a.person_id'),
    )
    .select('a.person_id')
    .where('a.organisation_id', '=', member.organisationId)
    .where('a.decision_id', '=', decision)
    .where('m.circle_id', '=', member.circleId)
    .where('m.left_at', 'is', null)
    .whereRef('a.agreed_at', '>=', 'm.joined_at')
    .execute();
  return rows.map((row) => row.person_id);
}

export type Settling = 'settled' | 'waits' | 'gone' | 'stale';

export async function settleDecision(tx: Tx, _member: CircleMember, decision: string): Promise<Settling> {
  const result = await sql<{ how: Settling }>`SELECT settle_decision(${decision}) AS how`.execute(tx);
  return result.rows[0]?.how ?? 'gone';
}

export async function withdrawDecision(tx: Tx, member: CircleMember, decision: string): Promise<boolean> {
  const done = await tx
    .updateTable('circle_decision')
    .set({ withdrawn_at: sql<Date>`now()` })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('id', '=', decision)
    .where('settled_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Ends what was settled; the database lets one member do so for a rest, a farewell and an open door only. */
export async function endDecision(
  tx: Tx,
  member: CircleMember,
  kind: Extract<DecisionKind, 'rest' | 'farewell' | 'open'>,
): Promise<void> {
  await tx
    .updateTable('circle_decision')
    .set({ ended_at: sql<Date>`now()` })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('kind', '=', kind)
    .where('settled_at', 'is not', null)
    .where('ended_at', 'is', null)
    .execute();
}

/** Sessions that the circle held since a moment. */
export async function countSessionsSince(tx: Tx, member: CircleMember, since: Date): Promise<number> {
  const result = await sql<{ held: number }>`
    SELECT count_sessions_since(${member.circleId}, ${since}) AS held`.execute(tx);
  return result.rows[0]?.held ?? 0;
}
