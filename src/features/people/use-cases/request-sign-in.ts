import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '#server/app.ts';
import { type Limit, type Spent, spend } from '#server/rate-limits.ts';
import { hashToken, newToken } from '#server/tokens.ts';
import { queueSignInMail } from '../mail.ts';
import { findPeopleByEmail, insertSignInLink } from '../store/sign-in.ts';

const perAddress: Limit = { name: 'sign-in-address', points: 5, minutes: 15 };
/** Generous, because a whole office may stand behind one address. */
const perClient: Limit = { name: 'sign-in-client', points: 60, minutes: 15 };
/** How long a link in a mail works. */
const linkLifetime = 15 * 60_000;
/** Longer than the work takes, so that neither the answer nor its time tells whether an address is known. */
const answerAfter = 350;

/**
 * Mails a sign-in link, one for each organisation in which the address is somebody's. The answer is the same for known
 * and unknown addresses. Refuses only those who asked too often.
 */
export async function requestSignIn(
  app: App,
  request: { email: string; next: string; client: string },
): Promise<Spent> {
  const client = await spend(app.database, perClient, request.client);
  if (!client.ok) return client;
  const address = await spend(app.database, perAddress, request.email);
  if (!address.ok) return address;
  await Promise.all([mailLinks(app, request), pause(answerAfter)]);
  return { ok: true };
}

async function mailLinks(app: App, { email, next }: { email: string; next: string }): Promise<void> {
  const expiresAt = new Date(app.clock.now().getTime() + linkLifetime);
  await app.database.asNobody(async (tx) => {
    const links = [];
    for (const known of await findPeopleByEmail(tx, email)) {
      const token = newToken();
      await insertSignInLink(tx, {
        organisationId: known.organisation_id,
        personId: known.person_id,
        hash: hashToken(token),
        purpose: 'mail',
        expiresAt,
      });
      links.push({
        name: known.name,
        organisation: known.organisation_name,
        organisationId: known.organisation_id,
        token,
      });
    }
    if (links.length > 0) await queueSignInMail(tx, app.config, { email, next, links });
  });
}
