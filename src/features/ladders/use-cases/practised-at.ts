import type { Actor, Tx } from '#server/database.ts';
import { listAttemptTimes } from '../store/practice.ts';

/** When somebody tried exercises, from the first instant to before the second. */
export async function practisedAt(
  tx: Tx,
  actor: Actor,
  within: { from: Date; before: Date },
): Promise<Date[]> {
  return listAttemptTimes(tx, actor, within);
}
