import { usualWeek, type Week } from '#core/people/week.ts';
import type { Actor, Tx } from '#server/database.ts';
import { findProfile } from '../store/profile.ts';

/** When somebody is at work and at their best; the usual week until they tell theirs. */
export async function readWeek(tx: Tx, actor: Actor): Promise<{ week: Week; told: boolean }> {
  const week = (await findProfile(tx, actor))?.week;
  return { week: week ?? usualWeek, told: week != null };
}
