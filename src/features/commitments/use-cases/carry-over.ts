import { sql } from 'kysely';
import { tellCircle } from '#features/changes/use-cases/tell-circle.ts';
import type { Actor, Tx } from '#server/database.ts';
import { insertStep } from '../store/steps.ts';

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
  const taken = await change.returning('circle_id').executeTakeFirst();
  if (!taken) return;
  const circleId = taken.circle_id;
  await insertStep(tx, { ...owner, circleId }, { card: commitmentId, kind: 'kept', words: '' });
  await tellCircle(tx, { ...owner, circleId }, 'board');
}
