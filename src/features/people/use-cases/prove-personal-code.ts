import type { App } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import { type Limit, type Spent, spend } from '#server/rate-limits.ts';
import { hashToken } from '#server/tokens.ts';
import { findPersonalCode } from '../store/sign-in.ts';

/** A code of 120 bits is not found by trying; the limit keeps the trying cheap for us. */
export const perClient: Limit = { name: 'personal-code', points: 20, minutes: 15 };

export type ProvenCode =
  | { ok: true; whose: Actor }
  | { ok: false; reason: 'unknown' }
  | (Spent & { ok: false });

/**
 * Whose code it is, for one act on a device that is signed in as somebody else: nobody is signed in by it.
 *
 * @param code as `readPersonalCode` returns it
 */
export async function provePersonalCode(
  { database }: Pick<App, 'database'>,
  { code, client }: { code: string; client: string },
): Promise<ProvenCode> {
  const allowed = await spend(database, perClient, client);
  if (!allowed.ok) return allowed;
  const found = await database.asNobody((tx) => findPersonalCode(tx, hashToken(code)));
  if (!found) return { ok: false, reason: 'unknown' };
  return { ok: true, whose: { organisationId: found.organisation_id, personId: found.person_id } };
}
