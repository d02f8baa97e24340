import type { Actor, Tx } from '#server/database.ts';
import { type ComingVisit, listComingVisits } from '../store/coming-visits.ts';

export type { ComingVisit };

/** Sessions of other circles that the actor will visit, or can go into now: all their members agreed. The next first. */
export async function comingVisits(tx: Tx, actor: Actor): Promise<ComingVisit[]> {
  return listComingVisits(tx, actor);
}
