import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { endOwnStay } from '../store/members.ts';

/**
 * Leaves without a reason. What one wrote stays one's own; invitations that one made end; a proposal that waited for
 * nobody else comes into force; a circle that is empty now is closed.
 */
export async function leaveCircle(tx: Tx, member: CircleMember): Promise<void> {
  await lockCircle(tx, member);
  await endOwnStay(tx, member);
}
