import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';

/** All SQL about how far somebody sees themselves, behaviour by behaviour. Rows are one's own. */

export interface RatingRow {
  skill: string;
  behaviour: string;
  known: number | null;
  applied: number | null;
  ratedAt: Date;
}

export async function listRatings(tx: Tx, actor: Actor): Promise<RatingRow[]> {
  return tx
    .selectFrom('behaviour_rating')
    .select(['skill', 'behaviour', 'known', 'applied', 'rated_at as ratedAt'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .orderBy('rated_at')
    .execute();
}

/** In place of what was said before; where nothing is said any more the row goes. */
export async function saveRating(
  tx: Tx,
  { organisationId, personId }: Actor,
  { skill, behaviour, known, applied }: Omit<RatingRow, 'ratedAt'>,
): Promise<void> {
  if (known === null && applied === null) {
    await tx
      .deleteFrom('behaviour_rating')
      .where('organisation_id', '=', organisationId)
      .where('person_id', '=', personId)
      .where('skill', '=', skill)
      .where('behaviour', '=', behaviour)
      .execute();
    return;
  }
  const row = { known, applied, rated_at: sql<Date>`now()` };
  await tx
    .insertInto('behaviour_rating')
    .values({ organisation_id: organisationId, person_id: personId, skill, behaviour, ...row })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'person_id', 'skill', 'behaviour']).doUpdateSet(row),
    )
    .execute();
}
