import type { Actor, Tx } from '#server/database.ts';
import { listHeldTimes } from '../store/held.ts';

/** When sessions began in which somebody had a role, from the first instant to before the second. */
export async function heldAt(tx: Tx, actor: Actor, within: { from: Date; before: Date }): Promise<Date[]> {
  return listHeldTimes(tx, actor, within);
}
