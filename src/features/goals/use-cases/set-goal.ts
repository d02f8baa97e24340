import { type Ending, isWithinReach } from '#core/goals/goal.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import type { GoalWords, NewGoal } from '../input.ts';
import { deleteFormerGoal, endGoal, findMyGoal, insertGoal, updateGoal } from '../store/goals.ts';
import { insertMilestone } from '../store/milestones.ts';
import { withdrawGoal } from './share-goal.ts';

export type GoalRefusal = 'goal-open' | 'no-goal' | 'day-out-of-reach';
type Answer = { ok: true } | { ok: false; reason: GoalRefusal };

/**
 * Sets my one goal, with the milestones that it starts with; the same form sent twice sets one. `today` is YYYY-MM-DD where
 * the person is.
 */
export async function setGoal(
  tx: Tx,
  actor: Actor,
  { milestone, until, ...words }: NewGoal,
  today: string,
): Promise<Answer> {
  if (!isWithinReach({ day: until, today })) return { ok: false, reason: 'day-out-of-reach' };
  const open = await findMyGoal(tx, actor);
  if (open?.id === words.id) return { ok: true };
  if (open || !(await insertGoal(tx, actor, { ...words, untilOn: until })))
    return { ok: false, reason: 'goal-open' };
  for (const text of milestone) await insertMilestone(tx, actor, { id: newId(), goal: words.id, text });
  return { ok: true };
}

/** Says it better. A day that stood there already may stay, though it has come meanwhile. */
export async function changeGoal(
  tx: Tx,
  actor: Actor,
  { until, ...words }: GoalWords,
  today: string,
): Promise<Answer> {
  const goal = await findMyGoal(tx, actor, { hold: true });
  if (!goal) return { ok: false, reason: 'no-goal' };
  if (until !== goal.untilOn && !isWithinReach({ day: until, today }))
    return { ok: false, reason: 'day-out-of-reach' };
  await updateGoal(tx, actor, { id: goal.id, ...words, untilOn: until });
  return { ok: true };
}

/**
 * Ends my goal, so that another can follow. It stays with its person, among the former ones, and nobody else reads it, nor what
 * they learned.
 */
export async function endMyGoal(
  tx: Tx,
  actor: Actor,
  said: { ending: Ending; learned: string },
): Promise<Answer> {
  const goal = await findMyGoal(tx, actor, { hold: true });
  if (!goal) return { ok: false, reason: 'no-goal' };
  await withdrawGoal(tx, actor);
  await endGoal(tx, actor, { id: goal.id, ...said });
  return { ok: true };
}

/** Takes a former goal away for good. */
export async function forgetGoal(tx: Tx, actor: Actor, id: string): Promise<void> {
  await deleteFormerGoal(tx, actor, id);
}
