import { sql } from 'kysely';
import { proposeVersion } from '#features/agreements/use-cases/propose-version.ts';
import { listOpenRequests } from '#features/circles/store/requests.ts';
import { enterByInvitation } from '#features/circles/use-cases/enter-by-invitation.ts';
import { makeCircleLink } from '#features/circles/use-cases/invite.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { optInWithManager } from '#features/circles/use-cases/opt-in-with-manager.ts';
import { proposeParting } from '#features/circles/use-cases/part-with-member.ts';
import { pauseMembership } from '#features/circles/use-cases/pause-membership.ts';
import type { Actor, Database } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { asMember, consentAll, makeCircle, makePeople } from './circle.ts';

/** A circle with a row in every table of circles and agreements, and three people who must see nothing of it. */
export interface WatchedCircle {
  circleId: string;
  /** Two members; the first is the second's manager and has opted in. */
  ana: Actor;
  ben: Actor;
  outsiders: Record<'colleague' | 'former member' | 'stranger', Actor>;
  /** Of somebody who asks to join. */
  requestId: string;
}

export async function watchedCircle(database: Database): Promise<WatchedCircle> {
  const names = ['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Dev Stone', 'Edda Frost'];
  const people = (await makePeople(database, names)) as [Actor, Actor, Actor, Actor, Actor];
  const [stranger] = (await makePeople(database, ['Una Fern'])) as [Actor];
  const [ana, ben, former, colleague, asking] = people;
  const { circleId } = await makeCircle(database, [ana, ben, former]);
  await consentAll(database, [ana, ben, former], circleId);
  // While there are three: in a circle of two nobody is parted with.
  await asMember(database, ana, circleId, (tx, member) => proposeParting(tx, member, ben.personId));
  await asMember(database, former, circleId, leaveCircle);
  await makeCircle(database, [colleague]);
  await makeCircle(database, [stranger]);
  await database.asMaintenance((tx) =>
    tx.updateTable('person').set({ manager_id: ana.personId }).where('id', '=', ben.personId).execute(),
  );
  const made = await asMember(database, ana, circleId, (tx, member) =>
    makeCircleLink(tx, member, { linkTo: (token) => token }),
  );
  if (!made.ok) throw new Error(made.reason);
  await database.asPerson(asking, (tx) => enterByInvitation(tx, made.link));
  const requestId = await asMember(database, ana, circleId, async (tx, member) => {
    await optInWithManager(tx, member, ben.personId);
    const now = new Date();
    const returnsOn = new Date(now.getTime() + 5 * 86_400_000).toISOString().slice(0, 10);
    await pauseMembership(tx, member, { returnsOn, now, timeZone: 'Europe/London' });
    await proposeVersion(tx, member);
    await sql`INSERT INTO agreement_change (organisation_id, id, circle_id, version, person_id, kind, title)
      VALUES (${ana.organisationId}, ${newId()}, ${circleId}, 2, ${ana.personId}, 'moved', 'Tea')`.execute(
      tx,
    );
    return (await listOpenRequests(tx, member))[0]?.id ?? '';
  });
  return { circleId, ana, ben, outsiders: { colleague, 'former member': former, stranger }, requestId };
}
