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
 * Signs one browser in as one person, for 60 days (a demonstration person for one). The caller has proved who they are.
 *
 * @param device as `core/people/device-name.ts` names it
 */
export async function startSignIn(
  tx: Tx,
  {
    demonstration = false,
    device,
    now,
    ...actor
  }: Actor & { device: string; now: Date; demonstration?: boolean },
): Promise<StartedSignIn> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + (demonstration ? 1 : 60) * day);
  await insertSignIn(tx, { ...actor, id: newId(), hash: hashToken(token), device, expiresAt });
  return { token, expiresAt };
}
