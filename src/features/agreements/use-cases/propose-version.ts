import { openProposal, versionInForce } from '#core/agreement/version.ts';
import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { insertVersion, listClauses, listVersions, withdrawVersion } from '../store/versions.ts';

export type ProposalRefusal = 'circle-closed' | 'proposal-open' | 'no-proposal' | 'first-version';

/** Opens a proposal with the words of the version in force, to be changed by any member. One at a time. */
export async function proposeVersion(
  tx: Tx,
  member: CircleMember,
): Promise<{ ok: true; version: number } | { ok: false; reason: ProposalRefusal }> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  const versions = await listVersions(tx, member);
  const inForce = versionInForce(versions);
  if (openProposal(versions) || inForce === undefined) return { ok: false, reason: 'proposal-open' };
  const version = Math.max(...versions.map((each) => each.version)) + 1;
  await insertVersion(tx, member, { version, clauses: await listClauses(tx, member, inForce.version) });
  return { ok: true, version };
}

/** Takes a proposal off the table; what is in force stays. The first version stays, because a circle needs one. */
export async function withdrawProposal(
  tx: Tx,
  member: CircleMember,
  version: number,
): Promise<{ ok: true } | { ok: false; reason: ProposalRefusal }> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  const versions = await listVersions(tx, member);
  if (openProposal(versions)?.version !== version) return { ok: false, reason: 'no-proposal' };
  if (versionInForce(versions) === undefined) return { ok: false, reason: 'first-version' };
  await withdrawVersion(tx, member, version);
  return { ok: true };
}
