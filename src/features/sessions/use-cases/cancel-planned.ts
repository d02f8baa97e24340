import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { markCancelled } from '../store/schedule.ts';

export type Cancelled = { ok: true } | { ok: false; reason: 'session-gone' };

/** Any member calls a planned session off; one whose room was opened meanwhile is not planned any more. */
export async function cancelPlanned(tx: Tx, member: CircleMember, sessionId: string): Promise<Cancelled> {
  await lockCircle(tx, member);
  return (await markCancelled(tx, member, sessionId)) ? { ok: true } : { ok: false, reason: 'session-gone' };
}
