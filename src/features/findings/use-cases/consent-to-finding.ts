import { canDo, findingState } from '#core/findings/finding.ts';
import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { saveConsent, settleFinding } from '../store/consents.ts';
import { listFindings, withdrawFinding } from '../store/findings.ts';

export type ConsentRefusal = 'finding-gone' | 'words-changed' | 'owner-inside';
export type ConsentAnswer = { ok: true; settled: boolean } | { ok: false; reason: ConsentRefusal };

/**
 * Says yes or "not yet" to one version, for oneself; nobody else reads which. With the last yes it is settled, and may leave
 * the circle.
 */
export async function consentToFinding(
  tx: Tx,
  member: CircleMember,
  { id, version, agrees, now }: { id: string; version: number; agrees: boolean; now: Date },
): Promise<ConsentAnswer> {
  await lockCircle(tx, member);
  const [finding] = await listFindings(tx, member, id);
  if (!finding || member.closed || !canDo(findingState(finding, now)).includes('consent'))
    return { ok: false, reason: 'finding-gone' };
  if (finding.version !== version) return { ok: false, reason: 'words-changed' };
  await saveConsent(tx, member, { finding: id, version, agrees });
  if (!agrees) return { ok: true, settled: false };
  const how = await settleFinding(tx, member, id);
  if (how === 'gone') return { ok: false, reason: 'finding-gone' };
  if (how === 'inside') return { ok: false, reason: 'owner-inside' };
  return { ok: true, settled: how === 'settled' };
}

/** It takes everyone, so any one of them takes it back until it is answered; nobody is told who. */
export async function takeBackFinding(tx: Tx, member: CircleMember, id: string): Promise<ConsentAnswer> {
  await lockCircle(tx, member);
  return (await withdrawFinding(tx, member, id))
    ? { ok: true, settled: false }
    : { ok: false, reason: 'finding-gone' };
}
