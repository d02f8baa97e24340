import { isWithinReach } from '#core/goals/goal.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { findMyGoal } from '../store/goals.ts';
import {
  deleteMilestone,
  insertMilestone,
  listMilestones,
  markMilestone,
  updateMilestone,
} from '../store/milestones.ts';

export type MilestoneRefusal = 'no-goal' | 'no-milestone' | 'milestones-full' | 'day-out-of-reach';
type Answer = { ok: true } | { ok: false; reason: MilestoneRefusal };

interface Words {
  text: string;
  /** YYYY-MM-DD. */
  by?: string | undefined;
}

/** One more of at most five. `today` is YYYY-MM-DD where the person is. */
export async function addMilestone(tx: Tx, actor: Actor, words: Words, today: string): Promise<Answer> {
  const goal = await findMyGoal(tx, actor, { hold: true });
  if (!goal) return { ok: false, reason: 'no-goal' };
  if (words.by && !isWithinReach({ day: words.by, today })) return { ok: false, reason: 'day-out-of-reach' };
  const put = await insertMilestone(tx, actor, { id: newId(), goal: goal.id, ...words });
  return put ? { ok: true } : { ok: false, reason: 'milestones-full' };
}

/** Says it better or moves its day; a move is counted and needs no reason. */
export async function changeMilestone(
  tx: Tx,
  actor: Actor,
  { id, ...words }: Words & { id: string },
  today: string,
): Promise<Answer> {
  const found = await findMilestone(tx, actor, id);
  if (!found) return { ok: false, reason: 'no-milestone' };
  if (words.by && words.by !== found.byOn && !isWithinReach({ day: words.by, today }))
    return { ok: false, reason: 'day-out-of-reach' };
  await updateMilestone(tx, actor, { id, goal: found.goal, ...words });
  return { ok: true };
}

/** Reached, or not after all. */
export async function reachMilestone(
  tx: Tx,
  actor: Actor,
  { id, reached }: { id: string; reached: boolean },
): Promise<Answer> {
  const found = await findMilestone(tx, actor, id);
  if (!found) return { ok: false, reason: 'no-milestone' };
  await markMilestone(tx, actor, { id, goal: found.goal, reached });
  return { ok: true };
}

export async function dropMilestone(tx: Tx, actor: Actor, id: string): Promise<Answer> {
  const found = await findMilestone(tx, actor, id);
  if (!found) return { ok: false, reason: 'no-milestone' };
  await deleteMilestone(tx, actor, { id, goal: found.goal });
  return { ok: true };
}

async function findMilestone(tx: Tx, actor: Actor, id: string) {
  const goal = await findMyGoal(tx, actor, { hold: true });
  if (!goal) return undefined;
  return (await listMilestones(tx, actor, [goal.id])).find((each) => each.id === id);
}
