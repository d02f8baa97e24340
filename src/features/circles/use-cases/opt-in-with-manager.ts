import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import { tellOpenSession } from '#features/sessions/use-cases/tell-open-session.ts';
import type { Tx } from '#server/database.ts';
import { insertOptIn, listOpenPairs } from '../store/manager-pairs.ts';

/** Says, for oneself, that one is willing to practise with one's manager or report in this circle. */
export async function optInWithManager(
  tx: Tx,
  member: CircleMember,
  otherId: string,
): Promise<{ ok: true } | { ok: false; reason: 'circle-closed' | 'nothing-open' }> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  const pairs = await listOpenPairs(tx, member, [member.personId, otherId]);
  const open = pairs.filter((pair) => pair !== undefined && !pair.agreed.includes(member.personId));
  for (const pair of open) if (pair !== undefined) await insertOptIn(tx, member, pair);
  // Both may sit in the lobby by now.
  if (open.length > 0) await tellOpenSession(tx, member);
  return open.length > 0 ? { ok: true } : { ok: false, reason: 'nothing-open' };
}
