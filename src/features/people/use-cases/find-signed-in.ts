import type { App } from '#server/app.ts';
import { hashToken } from '#server/tokens.ts';
import type { SignedIn } from '../access.ts';
import { findSignIn, type SignInRow, touchSignIn } from '../store/sign-in.ts';

const hour = 60 * 60_000;

/** Who holds this cookie, or undefined: never was, ran out, was revoked. Notes once an hour that the browser was seen. */
export async function findSignedIn(
  { database, clock }: Pick<App, 'database' | 'clock'>,
  token: string | undefined,
): Promise<SignedIn | undefined> {
  // What cannot be a token costs no query.
  if (!token || !/^[\w-]{43}$/.test(token)) return undefined;
  const hash = hashToken(token);
  const row = await findSignIn(database, hash);
  if (!row) return undefined;
  if (clock.now().getTime() - row.last_seen_at.getTime() > hour) {
    await database.asNobody((tx) => touchSignIn(tx, hash));
  }
  return asSignedIn(row);
}

function asSignedIn(row: SignInRow): SignedIn {
  return {
    organisationId: row.organisation_id,
    personId: row.person_id,
    signInId: row.sign_in_id,
    name: row.name,
    timeZone: row.time_zone,
    role: row.role,
    demonstration: row.demonstration,
    theme: row.theme,
    applicant: row.applicant,
  };
}
