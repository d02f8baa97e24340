import { type CircleMember, findCircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { type BareSession, readBareSession } from '../store/bare.ts';

/** A session without a log, and the proof that the actor is a member of its circle now; undefined: not theirs to see. */
export async function findBareSession(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ session: BareSession; member: CircleMember } | undefined> {
  const session = await readBareSession(tx, actor, id);
  const member = session && (await findCircleMember(tx, actor, session.circle.id));
  return session && member && { session, member };
}
