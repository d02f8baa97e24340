import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';

/** All SQL about the one skill that somebody is at, and those that they were at before. Rows are one's own. */

export interface FocusRow {
  skill: string;
  beganAt: Date;
  /** Null while it lasts. */
  endedAt: Date | null;
}

export async function listFocus(tx: Tx, actor: Actor): Promise<FocusRow[]> {
  return tx
    .selectFrom('focus_period')
    .select(['skill', 'began_at as beganAt', 'ended_at as endedAt'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .orderBy('began_at', 'desc')
    .limit(50)
    .execute();
}

/** Ends what there is and begins another; null begins none. */
export async function moveFocus(
  tx: Tx,
  { organisationId, personId }: Actor,
  skill: string | null,
): Promise<void> {
  await tx
    .updateTable('focus_period')
    .set({ ended_at: sql<Date>`clock_timestamp()` })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute();
  if (skill !== null) {
    await tx
      .insertInto('focus_period')
      .values({ organisation_id: organisationId, person_id: personId, skill })
      .execute();
  }
  await tx
    .insertInto('person_profile')
    .values({ organisation_id: organisationId, person_id: personId, focus_skill: skill })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'person_id']).doUpdateSet({ focus_skill: skill }),
    )
    .execute();
}
