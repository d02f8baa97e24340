import type { Actor, Tx } from '#server/database.ts';
import { findOwnVisit, type OwnVisit } from './store/own-visits.ts';

declare const proven: unique symbol;

/** Proof that a visit is the actor's own, as its guest. Minted here only; what a guest may know of a circle demands it. */
export type VisitGuest = Actor & { visit: OwnVisit; readonly [proven]: 'visit guest' };

/** Undefined for everybody else, so that nobody can tell a visit that exists from one that does not. */
export async function findVisitGuest(tx: Tx, actor: Actor, visitId: string): Promise<VisitGuest | undefined> {
  const visit = await findOwnVisit(tx, actor, visitId);
  const { organisationId, personId } = actor;
  return visit && ({ organisationId, personId, visit } as VisitGuest);
}
