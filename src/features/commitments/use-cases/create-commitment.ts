import { sql } from 'kysely';
import type { Card } from '#core/session/command.ts';
import type { Actor, Tx } from '#server/database.ts';

/**
 * Puts a card on the circle's board for its owner, who acts. The card before it, which must have an outcome by now, leaves
 * the board; the unique index on open cards is what makes two at once impossible. False when the id is taken already.
 */
export async function createCommitment(
  tx: Tx,
  owner: Actor & { circleId: string; sessionId?: string },
  { id, card }: { id: string; card: Card },
): Promise<boolean> {
  await tx
    .updateTable('commitment')
    .set({ closed_at: sql<Date>`now()` })
    .where('organisation_id', '=', owner.organisationId)
    .where('circle_id', '=', owner.circleId)
    .where('owner_id', '=', owner.personId)
    .where('closed_at', 'is', null)
    .where('outcome', 'is not', null)
    .execute();
  const made = await tx
    .insertInto('commitment')
    .values({
      organisation_id: owner.organisationId,
      id,
      circle_id: owner.circleId,
      owner_id: owner.personId,
      session_id: owner.sessionId ?? null,
      experiment: card.experiment,
      behaviour: card.behaviour,
      context: card.context,
      criterion: card.criterion,
      due_on: card.dueOn || null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doNothing())
    .executeTakeFirst();
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
