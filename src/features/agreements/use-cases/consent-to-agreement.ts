import { openProposal, versionInForce } from '#core/agreement/version.ts';
import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import { tellOpenSession } from '#features/sessions/use-cases/tell-open-session.ts';
import type { Tx } from '#server/database.ts';
import { listClauses, listVersions, settle, upsertConsent } from '../store/versions.ts';
import { hashClauses } from './hash-clauses.ts';

/** Which words somebody saw when they pressed the button: the version, and the hash that the page carried. */
export interface SeenText {
  version: number;
  hash: string;
}

export type ConsentRefusal = 'circle-closed' | 'not-open' | 'changed-meanwhile';

/**
 * Consents, for oneself, to exactly the words that were seen; `via`: on whose device, where it is not one's own. The last consent brings a proposal into force in the same
 * transaction: the lock on the circle makes the later of two see both.
 */
export async function consentTo(
  tx: Tx,
  member: CircleMember,
  seen: SeenText & { via?: string },
): Promise<{ ok: true; inForce: boolean } | { ok: false; reason: ConsentRefusal }> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  const versions = await listVersions(tx, member);
  const inForce = versionInForce(versions);
  if (![inForce?.version, openProposal(versions)?.version].includes(seen.version)) {
    return { ok: false, reason: 'not-open' };
  }
  if (hashClauses(await listClauses(tx, member, seen.version)) !== seen.hash) {
    return { ok: false, reason: 'changed-meanwhile' };
  }
  await upsertConsent(tx, member, seen);
  const settled = await settle(tx, member);
  // Somebody may stand at the door of a room that is open, waiting for just this.
  await tellOpenSession(tx, member);
  return { ok: true, inForce: settled === seen.version || inForce?.version === seen.version };
}
