import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { hashToken, newToken } from '#server/tokens.ts';
import { insertSignIn } from '../store/sign-in.ts';

const day = 24 * 60 * 60_000;

/** What a browser needs to stay signed in: hand it to `keepSignedIn` of `../access.ts`. */
export interface StartedSignIn {
  token: string;
  expiresAt: Date;
}

/**
 * Signs one browser in as one person, for 60 days; in a demonstration the database makes one of it. The caller has proved who
 * they are.
 *
 * @param device as `core/people/device-name.ts` names it
 */
export async function startSignIn(
  tx: Tx,
  { device, now, ...actor }: Actor & { device: string; now: Date },
): Promise<StartedSignIn> {
  const token = newToken();
  const wanted = new Date(now.getTime() + 60 * day);
  const row = { ...actor, id: newId(), hash: hashToken(token), device, expiresAt: wanted };
  const expiresAt = await insertSignIn(tx, row);
  return { token, expiresAt };
}
