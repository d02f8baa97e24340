import type { App } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { hashToken, newToken } from '#server/tokens.ts';
import { queueOperatorLinkMail, signInAddress } from '../mail.ts';
import { insertNotice } from '../store/notice.ts';
import { findEmail } from '../store/person.ts';
import {
  findPeopleByEmail,
  findPeopleCalled,
  insertSignInLink,
  type KnownAddress,
} from '../store/sign-in.ts';

/** A link for somebody who is locked out. */
export interface OperatorSignInLink {
  name: string;
  organisation: string;
  /** Works once, for 15 minutes. */
  link: string;
}

/**
 * Makes a sign-in link for each person who has this address, for `rondo sign-in-link EMAIL`; none when it is unknown.
 * The person is told, by a notice at their next visit and by mail, so that nobody is let in behind their back.
 */
export async function createSignInLink(app: App, email: string): Promise<OperatorSignInLink[]> {
  const people = await app.database.asNobody((tx) => findPeopleByEmail(tx, email.trim().toLowerCase()));
  return Promise.all(people.map((person) => makeLink(app, email.trim().toLowerCase(), person)));
}

/** Somebody whom a name means, where it means several. */
export interface Namesake {
  id: string;
  name: string;
  organisation: string;
}

/**
 * The same by name or id, for whoever has no address, for `rondo sign-in-link --person`. `several`: who bears the name, where it
 * is more than one; then no link is made.
 */
export async function createSignInLinkFor(
  app: App,
  said: string,
): Promise<{ links: OperatorSignInLink[]; several: Namesake[] }> {
  const people = await app.database.asNobody((tx) => findPeopleCalled(tx, said.trim()));
  const several = people.map((person) => ({
    id: person.person_id,
    name: person.name,
    organisation: person.organisation_name,
  }));
  if (several.length > 1) return { links: [], several };
  return { links: await Promise.all(people.map((person) => makeLink(app, undefined, person))), several: [] };
}

async function makeLink(
  app: App,
  known: string | undefined,
  person: KnownAddress,
): Promise<OperatorSignInLink> {
  const actor = { organisationId: person.organisation_id, personId: person.person_id };
  const token = newToken();
  const expiresAt = new Date(app.clock.now().getTime() + 15 * 60_000);
  await app.database.asPerson(actor, async (tx) => {
    await insertSignInLink(tx, { ...actor, hash: hashToken(token), purpose: 'operator', expiresAt });
    await insertNotice(tx, { id: newId(), personId: actor.personId, kind: 'operator-link', facts: {} });
    const email = known ?? (await findEmail(tx, actor));
    if (!email) return;
    await queueOperatorLinkMail(tx, app.config, {
      organisationId: actor.organisationId,
      organisation: person.organisation_name,
      name: person.name,
      email,
    });
  });
  return {
    name: person.name,
    organisation: person.organisation_name,
    link: signInAddress(app.config, token),
  };
}
