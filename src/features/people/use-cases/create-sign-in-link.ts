import type { App } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { hashToken, newToken } from '#server/tokens.ts';
import { queueOperatorLinkMail, signInAddress } from '../mail.ts';
import { insertNotice } from '../store/notice.ts';
import { findPeopleByEmail, insertSignInLink, type KnownAddress } from '../store/sign-in.ts';

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

async function makeLink(app: App, email: string, person: KnownAddress): Promise<OperatorSignInLink> {
  const actor = { organisationId: person.organisation_id, personId: person.person_id };
  const token = newToken();
  const expiresAt = new Date(app.clock.now().getTime() + 15 * 60_000);
  await app.database.asPerson(actor, async (tx) => {
    await insertSignInLink(tx, { ...actor, hash: hashToken(token), purpose: 'operator', expiresAt });
    await insertNotice(tx, { id: newId(), personId: actor.personId, kind: 'operator-link', facts: {} });
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
