import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { insertClosure } from '../store/circle.ts';

/** Ends the circle for good. Its members keep reading what was theirs; nothing is deleted. Closing twice is closing once. */
export async function closeCircle(tx: Tx, member: CircleMember): Promise<void> {
  await lockCircle(tx, member);
  await insertClosure(tx, member);
}
