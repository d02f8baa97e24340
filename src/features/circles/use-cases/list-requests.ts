import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { type JoinRequest, listMyRequests, listOpenRequests, type MyRequest } from '../store/requests.ts';

/** What a person has asked to join and not yet joined: waiting, or declined in the last two weeks. */
export async function requestsOf(tx: Tx, actor: Actor): Promise<MyRequest[]> {
  return listMyRequests(tx, actor);
}

/** Who asks to join this circle and waits, the longest first. */
export async function openRequests(tx: Tx, member: CircleMember): Promise<JoinRequest[]> {
  return listOpenRequests(tx, member);
}
