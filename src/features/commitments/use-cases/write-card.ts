import { cardProblem } from '#core/commitments/check-card.ts';
import type { Card } from '#core/session/command.ts';
import { tellCircle } from '#features/changes/use-cases/tell-circle.ts';
import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { isMyCard, lockMyCard, updateCardText } from '../store/cards.ts';
import { createCommitment } from './create-commitment.ts';

export type CardAnswer = { ok: true } | { ok: false; reason: CardRefusal; field?: string; most?: number };

export type CardRefusal =
  | 'empty'
  | 'too-long'
  | 'bad-date'
  | 'date-past'
  | 'open-card'
  | 'id-taken'
  | 'no-open-card'
  | 'changed-meanwhile'
  | 'circle-closed';

/**
 * Puts a card on the board outside a session. One without an outcome must get one first; of two that are sent at once the
 * second meets the first. The same form sent twice puts one card there.
 */
export async function writeCard(
  tx: Tx,
  member: CircleMember,
  { id, card, now, adjustedFrom }: { id: string; card: Card; now: number; adjustedFrom?: string },
): Promise<CardAnswer> {
  const wrong = cardRefusal(card, now);
  if (wrong) return wrong;
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  if (await isMyCard(tx, member, id)) return { ok: true };
  const before = await lockMyCard(tx, member);
  if (before && !before.outcome) return { ok: false, reason: 'open-card' };
  const made = await createCommitment(tx, member, { id, card, adjustedFrom });
  return made === 'made' ? { ok: true } : { ok: false, reason: made };
}

/**
 * Rewrites a card that is still open, in its place: the experiment is the same, said better. `version`: of the card that was
 * being rewritten; where it has changed since, in another window, nothing of that is written over.
 */
export async function changeCard(
  tx: Tx,
  member: CircleMember,
  { id, card, now, version }: { id: string; card: Card; now: number; version?: number | undefined },
): Promise<CardAnswer> {
  const open = await lockMyCard(tx, member);
  if (open?.id !== id || open.outcome) return { ok: false, reason: 'no-open-card' };
  // A day that has come meanwhile may stay on the card.
  const asked = card.dueOn === open.due_on ? { ...card, dueOn: '' } : card;
  const wrong = cardRefusal(asked, now);
  if (wrong) return wrong;
  if (version !== undefined && version !== open.version) return { ok: false, reason: 'changed-meanwhile' };
  await updateCardText(tx, member, id, card);
  await tellCircle(tx, member, 'board');
  return { ok: true };
}

/** What is wrong with a card as it was typed; undefined when nothing is. */
export function cardRefusal(card: Card, now: number): Extract<CardAnswer, { ok: false }> | undefined {
  const wrong = cardProblem(card, now);
  if (!wrong) return undefined;
  return {
    ok: false,
    reason: wrong.refusal as CardRefusal,
    ...('field' in wrong ? { field: wrong.field } : {}),
    ...('most' in wrong ? { most: wrong.most } : {}),
  };
}
