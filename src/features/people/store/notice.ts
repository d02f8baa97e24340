import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';

/** All SQL about what a person must be told at their next visit. */

export async function insertNotice(
  tx: Tx,
  row: { id: string; personId: string; kind: string; facts: object },
): Promise<void> {
  await sql`SELECT tell_person(${row.personId}, ${row.id}, ${row.kind}, ${JSON.stringify(row.facts)})`.execute(
    tx,
  );
}

export async function listUnseenNotices(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('person_notice')
    .select(['id', 'kind', 'facts', 'created_at'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('seen_at', 'is', null)
    .orderBy('created_at', 'desc')
    .execute();
}

export async function markNoticeSeen(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx
    .updateTable('person_notice')
    .set({ seen_at: sql<Date>`now()` })
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('id', '=', id)
    .execute();
}
