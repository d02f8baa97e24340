import { sql } from 'kysely';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { prepare } from '#server/prepare.ts';

/** A proposal to part with a member, which waits for everyone's agreement. */
export interface Parting {
  id: string;
  person: string;
  proposedBy: string;
  proposedAt: Date;
  agreed: string[];
  /** A week has passed, after which the person's own agreement is no longer waited for. */
  weekPassed: boolean;
}

export async function readOpenParting(tx: Tx, member: CircleMember): Promise<Parting | undefined> {
  const [row] = await openParting(tx, member);
  if (row === undefined) return undefined;
  const agreements = await tx
    .selectFrom('parting_agreement')
    .select('person_id')
    .where('organisation_id', '=', member.organisationId)
    .where('parting_id', '=', row.id)
    .execute();
  return {
    id: row.id,
    person: row.person_id,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    agreed: agreements.map((agreement) => agreement.person_id),
    weekPassed: row.week_passed,
  };
}

const openParting = prepare('open-parting', (db, { organisationId, circleId }: CircleMember) =>
  db
    .selectFrom('parting')
    .select(['id', 'person_id', 'proposed_by', 'proposed_at'])
    .select(sql<boolean>`proposed_at < now() - interval '7 days'`.as('week_passed'))
    .where('organisation_id', '=', organisationId)
    .where('circle_id', '=', circleId)
    .where('withdrawn_at', 'is', null)
    .where('done_at', 'is', null),
);

/** Whoever proposes agrees with it. Answers its id. */
export async function insertParting(tx: Tx, member: CircleMember, personId: string): Promise<string> {
  const id = newId();
  await tx
    .insertInto('parting')
    .values({
      organisation_id: member.organisationId,
      id,
      circle_id: member.circleId,
      person_id: personId,
      proposed_by: member.personId,
    })
    .execute();
  await insertPartingAgreement(tx, member, id);
  return id;
}

export async function insertPartingAgreement(tx: Tx, member: CircleMember, partingId: string): Promise<void> {
  await tx
    .insertInto('parting_agreement')
    .values({ organisation_id: member.organisationId, parting_id: partingId, person_id: member.personId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function withdrawParting(tx: Tx, member: CircleMember, partingId: string): Promise<void> {
  await tx
    .updateTable('parting')
    .set({ withdrawn_at: sql`now()` })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('id', '=', partingId)
    .execute();
}

/** Ends the person's stay if everybody who must has agreed; the database counts, under the circle's lock. */
export async function completeParting(tx: Tx, _member: CircleMember, partingId: string): Promise<boolean> {
  const result = await sql<{ done: boolean }>`SELECT complete_parting(${partingId}) AS done`.execute(tx);
  return result.rows[0]?.done ?? false;
}
