import { sql } from 'kysely';
import type { Card } from '#core/session/command.ts';
import { tellCircle } from '#features/changes/use-cases/tell-circle.ts';
import type { Actor, Tx } from '#server/database.ts';
import { sealWords } from '#server/vault/seal-words.ts';

/**
 * Puts a card on the circle's board for its owner, who acts. The card before it, which must have an outcome by now, leaves
 * the board; the unique index on open cards is what makes two at once impossible: of two that are sent from the board and
 * from a room, the second waits for the first and is then told of it.
 */
export async function createCommitment(
  tx: Tx,
  owner: Actor & { circleId: string; sessionId?: string },
  { id, card, adjustedFrom }: { id: string; card: Card; adjustedFrom?: string | undefined },
): Promise<'made' | 'open-card' | 'id-taken'> {
  await tx
    .updateTable('commitment')
    .set({ closed_at: sql<Date>`now()` })
    .where('organisation_id', '=', owner.organisationId)
    .where('circle_id', '=', owner.circleId)
    .where('owner_id', '=', owner.personId)
    .where('closed_at', 'is', null)
    .where('outcome', 'is not', null)
    .execute();
  const { experiment, behaviour, context, criterion, assumption = '', evidence = '' } = card;
  const whose = { organisationId: owner.organisationId, owner: owner.personId, row: id };
  const texts = { experiment, behaviour, context, criterion, assumption, evidence };
  const words = await sealWords(tx, 'commitment', whose, texts);
  const made = await tx
    .insertInto('commitment')
    .values({
      organisation_id: owner.organisationId,
      id,
      circle_id: owner.circleId,
      owner_id: owner.personId,
      session_id: owner.sessionId ?? null,
      ...words,
      due_on: card.dueOn || null,
      adjusted_from: adjustedFrom ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if ((made.numInsertedOrUpdatedRows ?? 0n) > 0n) {
    await tellCircle(tx, owner, 'board');
    return 'made';
  }
  return (await hasOpenCard(tx, owner)) ? 'open-card' : 'id-taken';
}

async function hasOpenCard(tx: Tx, owner: Actor & { circleId: string }): Promise<boolean> {
  const open = await tx
    .selectFrom('commitment')
    .select('id')
    .where('organisation_id', '=', owner.organisationId)
    .where('circle_id', '=', owner.circleId)
    .where('owner_id', '=', owner.personId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return open !== undefined;
}
