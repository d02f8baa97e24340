import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';

/**
 * Takes an open card along instead of giving it an outcome; only its owner may. `seen`: how often it had been taken along
 * when the form was shown, so that a form sent twice counts once.
 */
export async function carryOver(tx: Tx, owner: Actor, commitmentId: string, seen?: number): Promise<void> {
  let change = tx
    .updateTable('commitment')
    .set({ carried_over: sql`carried_over + 1` })
    .where('organisation_id', '=', owner.organisationId)
    .where('id', '=', commitmentId)
    .where('owner_id', '=', owner.personId)
    .where('outcome', 'is', null)
    .where('closed_at', 'is', null);
  if (seen !== undefined) change = change.where('carried_over', '=', seen);
  await change.execute();
}
