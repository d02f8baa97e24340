import { sql } from 'kysely';
import { consentTo } from '#features/agreements/use-cases/consent-to-agreement.ts';
import { readAgreementPage } from '#features/agreements/use-cases/read-agreement-page.ts';
import { type CircleMember, findCircleMember } from '#features/circles/access.ts';
import { createCircle } from '#features/circles/use-cases/create-circle.ts';
import { enterByInvitation } from '#features/circles/use-cases/enter-by-invitation.ts';
import { inviteByMail } from '#features/circles/use-cases/invite.ts';
import type { Actor, Database, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';

/** People of these names, in this order, in an organisation of their own unless one is given. */
export async function makePeople(database: Database, names: string[], existing?: string): Promise<Actor[]> {
  const organisationId = existing ?? newId();
  return database.asNobody(async (tx) => {
    if (!existing)
      await sql`SELECT create_organisation(${organisationId}, 'Lantern Works', false)`.execute(tx);
    const people: Actor[] = [];
    for (const name of names) {
      const personId = newId();
      await sql`SELECT create_person(${organisationId}, ${personId}, ${name}, null, 'Europe/London', '{en}', 'person')`.execute(
        tx,
      );
      people.push({ organisationId, personId });
    }
    return people;
  });
}

/** A circle of these people; the first founds it and invites the others. Consents are still to be given. */
export async function makeCircle(database: Database, people: Actor[]): Promise<{ circleId: string }> {
  const [founder, ...others] = people as [Actor, ...Actor[]];
  const { circleId } = await database.asPerson(founder, (tx) =>
    createCircle(tx, founder, {
      name: 'The Thursday five',
      purpose: 'To listen better',
      focusSkill: 'Listening',
    }),
  );
  for (const other of others) await joinCircle(database, other, { inviter: founder, circleId });
  return { circleId };
}

/** Somebody enters by a member's invitation; nobody has asked them for their consent yet. */
export async function joinCircle(
  database: Database,
  who: Actor,
  { inviter, circleId }: { inviter: Actor; circleId: string },
): Promise<void> {
  const email = `${who.personId}@example.org`;
  const invited = await asMember(database, inviter, circleId, (tx, member) =>
    inviteByMail(tx, member, { email, mail: false, linkTo: (token) => token }),
  );
  if (!invited.ok || !invited.link) throw new Error('not invited');
  const token = invited.link;
  await database.asPerson(who, (tx) => enterByInvitation(tx, token));
}

/** Everybody consents to the open proposal, which brings it into force. */
export async function consentAll(database: Database, people: Actor[], circleId: string): Promise<void> {
  for (const person of people) {
    await asMember(database, person, circleId, async (tx, member) => {
      const { proposal } = await readAgreementPage(tx, member);
      if (proposal) await consentTo(tx, member, { version: proposal.version, hash: proposal.hash });
    });
  }
}

/** One transaction of somebody who is a member; throws for anybody else. */
export async function asMember<T>(
  database: Database,
  actor: Actor,
  circleId: string,
  work: (tx: Tx, member: CircleMember) => Promise<T>,
): Promise<T> {
  return database.asPerson(actor, async (tx) => {
    const member = await findCircleMember(tx, actor, circleId);
    if (member === undefined) throw new Error('not a member');
    return work(tx, member);
  });
}
