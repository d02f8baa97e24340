import type { Actor, Tx } from '#server/database.ts';
import { hashToken, newToken } from '#server/tokens.ts';
import { insertSignInLink } from '../store/sign-in.ts';

/**
 * A way to be one of the demonstration's people for a day, as often as one likes. The caller has proved that the operator
 * asks and that this person is made up.
 */
export async function makeDemonstrationLink(tx: Tx, actor: Actor, now: Date): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + 24 * 60 * 60_000);
  await insertSignInLink(tx, { ...actor, hash: hashToken(token), purpose: 'demonstration', expiresAt });
  return token;
}
