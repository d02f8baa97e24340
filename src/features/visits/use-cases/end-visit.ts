import { findCircleMember } from '#features/circles/access.ts';
import { seeGuestOut } from '#features/sessions/use-cases/see-guest-out.ts';
import type { App } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import { findVisit, markEnded } from '../store/circle-visits.ts';
import { tellOfVisit } from './tell-of-visit.ts';

/**
 * Takes a visit back, or says that it does not fit: its guest, or any one member of the circle, at any time before its end.
 * A guest who is in the room leaves it. False where it is not theirs, or over.
 */
export async function endVisit(app: App, actor: Actor, visitId: string): Promise<boolean> {
  const found = await app.database.asPerson(actor, async (tx) => {
    const visit = await findVisit(tx, actor, visitId);
    const mine = visit?.guestId === actor.personId;
    return visit && (mine || (await findCircleMember(tx, actor, visit.circleId))) ? visit : undefined;
  });
  if (!found) return false;
  const { guestId, sessionId } = found;
  const { organisationId } = actor;
  if (sessionId) await seeGuestOut(app, { organisationId, personId: guestId, sessionId });
  return app.database.asPerson(actor, async (tx) => {
    const how = await markEnded(tx, visitId);
    if (how && guestId !== actor.personId)
      await tellOfVisit(tx, { organisationId, visitId }, { what: 'ended' });
    return how !== undefined;
  });
}
