import type { Actor, Tx } from '#server/database.ts';
import { findMyGoal } from '../store/goals.ts';
import { deleteTie, insertTie } from '../store/ties.ts';

/** Says that a card of mine leads to my goal, or that it does not. Another's card stays as it is, and so does what
 * led to an earlier goal. */
export async function tieCard(
  tx: Tx,
  actor: Actor,
  { card, tied }: { card: string; tied: boolean },
): Promise<void> {
  const goal = await findMyGoal(tx, actor);
  if (!goal) return;
  const tie = { goal: goal.id, card };
  await (tied ? insertTie(tx, actor, tie) : deleteTie(tx, actor, tie));
}
