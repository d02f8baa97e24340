import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { listMembers, listMyCircles, type Member, type MyCircle } from '../store/members.ts';

export type { Member, MyCircle };

/** Members of the circle now, in the order of their seats. */
export async function membersOf(tx: Tx, member: CircleMember): Promise<Member[]> {
  return listMembers(tx, member);
}

/** Circles that the person is in now, with their members; open ones first. */
export async function circlesOf(tx: Tx, actor: Actor): Promise<MyCircle[]> {
  return listMyCircles(tx, actor);
}
