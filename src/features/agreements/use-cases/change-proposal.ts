import { type ChangeRefusal, type ClauseChange, changeClauses } from '#core/agreement/change.ts';
import { openProposal } from '#core/agreement/version.ts';
import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { enqueueJob } from '#server/enqueue-job.ts';
import { saveChange } from '../store/changes.ts';
import { listClauses, listConsents, listVersions } from '../store/versions.ts';

/** How long a proposal stays as it is before those who have not consented are written to. */
const minutesOfRest = 30;

/**
 * Changes the open proposal. Consents that were given to other words are cleared; `cleared` says how many, so that the
 * page can say so.
 */
export async function changeProposal(
  tx: Tx,
  member: CircleMember,
  change: ClauseChange & { version: number },
): Promise<
  { ok: true; cleared: number } | { ok: false; reason: ChangeRefusal | 'circle-closed' | 'no-proposal' }
> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  if (openProposal(await listVersions(tx, member))?.version !== change.version) {
    return { ok: false, reason: 'no-proposal' };
  }
  const before = await listClauses(tx, member, change.version);
  const changed = changeClauses(before, change);
  if (!changed.ok) return changed;
  const cleared = (await listConsents(tx, member, change.version)).length;
  await saveChange(tx, member, {
    version: change.version,
    kind: change.kind,
    id: change.id,
    before,
    after: changed.clauses,
  });
  // Asked for once the words have rested: each further change puts it off.
  const payload = { organisationId: member.organisationId, circleId: member.circleId };
  await enqueueJob(tx, {
    task: 'ask-for-consent',
    payload,
    key: `consent:${member.circleId}`,
    inMinutes: minutesOfRest,
  });
  return { ok: true, cleared };
}
