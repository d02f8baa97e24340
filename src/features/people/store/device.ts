import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';

/** All SQL about the browsers in which a person is signed in. */

export async function listSignIns(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('sign_in')
    .select(['id', 'device', 'created_at', 'last_seen_at'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('last_seen_at', 'desc')
    .execute();
}

export async function deleteSignInOf(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx
    .deleteFrom('sign_in')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('id', '=', id)
    .execute();
}

export async function deleteOtherSignIns(tx: Tx, actor: Actor, keep: string): Promise<void> {
  await tx
    .deleteFrom('sign_in')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('id', '<>', keep)
    .execute();
}
