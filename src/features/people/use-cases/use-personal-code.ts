import type { App } from '#server/app.ts';
import { type Spent, spend } from '#server/rate-limits.ts';
import { hashToken } from '#server/tokens.ts';
import { findPersonalCode } from '../store/sign-in.ts';
import { perClient } from './prove-personal-code.ts';
import { type StartedSignIn, startSignIn } from './start-sign-in.ts';

export type UsedCode =
  | { ok: true; signIn: StartedSignIn }
  | { ok: false; reason: 'unknown' }
  | (Spent & { ok: false });

/**
 * Signs in with the code that a person kept.
 *
 * @param code as `readPersonalCode` returns it
 */
export async function usePersonalCode(
  { database, clock }: Pick<App, 'database' | 'clock'>,
  { code, client, device }: { code: string; client: string; device: string },
): Promise<UsedCode> {
  const allowed = await spend(database, perClient, client);
  if (!allowed.ok) return allowed;
  return database.asNobody(async (tx) => {
    const found = await findPersonalCode(tx, hashToken(code));
    if (!found) return { ok: false, reason: 'unknown' };
    const signIn = await startSignIn(tx, {
      organisationId: found.organisation_id,
      personId: found.person_id,
      device,
      now: clock.now(),
    });
    return { ok: true, signIn };
  });
}
