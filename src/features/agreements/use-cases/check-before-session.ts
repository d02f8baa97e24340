import { type Missing, missingBefore } from '#core/agreement/missing.ts';
import { openProposal } from '#core/agreement/version.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { openPairs } from '#features/circles/use-cases/opt-in-with-manager.ts';
import type { Tx } from '#server/database.ts';
import { listVersions } from '../store/versions.ts';
import { agreementInForce, readConsents } from './read-agreement.ts';

/**
 * What keeps those present from starting a session, empty when nothing does. Who manages whom is named only when the
 * asking member is one of the two.
 */
export async function missingBeforeSession(
  tx: Tx,
  member: CircleMember,
  presentIds: readonly string[],
): Promise<Missing[]> {
  const inForce = await agreementInForce(tx, member);
  const proposal = inForce ? undefined : openProposal(await listVersions(tx, member));
  const awaited = proposal ? (await readConsents(tx, member, proposal)).awaited : [];
  return missingBefore({
    present: presentIds,
    inForce,
    awaited,
    pairs: await openPairs(tx, member, presentIds),
  });
}
