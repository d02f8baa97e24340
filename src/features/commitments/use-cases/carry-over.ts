import { sql, type Transaction } from 'kysely';
import type { Actor } from '#server/database.ts';
import type { DB } from '#server/schema.generated.ts';

/** Takes an open card along to the next session instead of giving it an outcome; only its owner may. */
export async function carryOver(tx: Transaction<DB>, owner: Actor, commitmentId: string): Promise<void> {
  await tx
    .updateTable('commitment')
    .set({ carried_over: sql`carried_over + 1` })
    .where('organisation_id', '=', owner.organisationId)
    .where('id', '=', commitmentId)
    .where('owner_id', '=', owner.personId)
    .where('closed_at', 'is', null)
    .execute();
}
