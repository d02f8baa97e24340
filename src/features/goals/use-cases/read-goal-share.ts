import type { Actor, Tx } from '#server/database.ts';
import { findMyGoal } from '../store/goals.ts';
import { findShare, type Share } from '../store/shares.ts';

/** My goal, where somebody else reads it, and who that is. */
export async function readGoalShare(
  tx: Tx,
  actor: Actor,
): Promise<{ text: string; share: Share } | undefined> {
  const goal = await findMyGoal(tx, actor);
  const share = goal && (await findShare(tx, actor, goal.id));
  return share && { text: goal.text, share };
}
