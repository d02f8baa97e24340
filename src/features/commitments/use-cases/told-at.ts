import type { Actor, Tx } from '#server/database.ts';
import { listToldTimes } from '../store/steps.ts';

/** When somebody told how experiments of theirs went that they had tried, from the first instant to before the second. */
export async function toldAt(tx: Tx, actor: Actor, within: { from: Date; before: Date }): Promise<Date[]> {
  return listToldTimes(tx, actor, within);
}
