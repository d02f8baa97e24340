import { type OutcomeProblem, type OutcomeSaid, outcomeProblem } from '#core/commitments/outcome.ts';
import type { Card } from '#core/session/command.ts';
import { tellCircle } from '#features/changes/use-cases/tell-circle.ts';
import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import { tellOpenSession } from '#features/sessions/use-cases/tell-open-session.ts';
import type { Tx } from '#server/database.ts';
import { isMyCard, lockMyCard, updateOutcome } from '../store/cards.ts';
import { insertStep } from '../store/steps.ts';
import { type CardAnswer, cardRefusal, writeCard } from './write-card.ts';

export type OutcomeAnswer = { ok: true } | { ok: false; reason: OutcomeProblem['reason'] | 'no-open-card' };

/** Says what became of my card, or says it again in better words; it stays on the board until the next one. */
export async function giveOutcome(
  tx: Tx,
  member: CircleMember,
  { id, ...said }: OutcomeSaid & { id: string },
): Promise<OutcomeAnswer> {
  const wrong = outcomeProblem(said);
  if (wrong) return { ok: false, reason: wrong.reason };
  const mine = await lockMyCard(tx, member);
  if (mine?.id !== id) return { ok: false, reason: 'no-open-card' };
  const { outcome, note, feeling } = said;
  // The same form, sent twice.
  const again =
    mine.outcome === outcome && mine.outcome_note === note && mine.self_rating === (feeling ?? null);
  if (again) return { ok: true };
  await updateOutcome(tx, member, { id, ...said });
  await insertStep(tx, member, { card: id, kind: outcome, words: note, feeling });
  await tellOpenSession(tx, member);
  await tellCircle(tx, member, 'board');
  return { ok: true };
}

/** Leaves a card as `adjusted`, with the reason, and puts the one that grew out of it in its place; both or neither. */
export async function adjustCard(
  tx: Tx,
  member: CircleMember,
  { from, note, ...next }: { from: string; note: string; id: string; card: Card; now: number },
): Promise<CardAnswer | OutcomeAnswer> {
  const wrong = cardRefusal(next.card, next.now);
  if (wrong) return wrong;
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  if (await isMyCard(tx, member, next.id)) return { ok: true };
  const left = await giveOutcome(tx, member, { id: from, outcome: 'adjusted', note });
  if (!left.ok) return left;
  const put = await writeCard(tx, member, { ...next, adjustedFrom: from });
  if (!put.ok) throw new Error(`the adjusted card was refused: ${put.reason}`);
  return put;
}
