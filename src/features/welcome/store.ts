import { sql } from 'kysely';
import type { WelcomeProgress } from '#core/welcome/steps.ts';
import type { Actor, Tx } from '#server/database.ts';

/** All SQL about how far somebody has come in telling about themselves. A row is one's own. */

export async function findProgress(tx: Tx, actor: Actor): Promise<WelcomeProgress> {
  const row = await tx
    .selectFrom('person_welcome')
    .select(['kept', 'skipped', 'settled_at'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .executeTakeFirst();
  return { kept: row?.kept ?? [], skipped: row?.skipped ?? [], settled: row?.settled_at != null };
}

/** Once settled it stays so, whatever is told later. */
export async function saveProgress(
  tx: Tx,
  { organisationId, personId }: Actor,
  { kept, skipped, settled }: WelcomeProgress,
): Promise<void> {
  const row = { kept: [...kept], skipped: [...skipped] };
  await tx
    .insertInto('person_welcome')
    .values({
      organisation_id: organisationId,
      person_id: personId,
      ...row,
      settled_at: settled ? sql<Date>`now()` : null,
    })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'person_id']).doUpdateSet({
        ...row,
        settled_at: settled ? sql<Date>`coalesce(person_welcome.settled_at, now())` : null,
      }),
    )
    .execute();
}
