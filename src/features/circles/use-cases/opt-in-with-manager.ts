import type { ManagerPair } from '#core/agreement/missing.ts';
import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { insertOptIn, listOpenPairs } from '../store/manager-pairs.ts';

/** Open pairs of manager and report among those present; undefined for one that is not this member's business. */
export async function openPairs(
  tx: Tx,
  member: CircleMember,
  present: readonly string[],
): Promise<(ManagerPair | undefined)[]> {
  return listOpenPairs(tx, member, present);
}

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
  return open.length > 0 ? { ok: true } : { ok: false, reason: 'nothing-open' };
}
