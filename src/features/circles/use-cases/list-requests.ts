import type { Actor, Tx } from '#server/database.ts';
import { listMyRequests, type MyRequest } from '../store/requests.ts';

/** What a person has asked to join and not yet joined: waiting, or declined in the last two weeks. */
export async function requestsOf(tx: Tx, actor: Actor): Promise<MyRequest[]> {
  return listMyRequests(tx, actor);
}
