import type { Tx } from '#server/database.ts';
import type { VisitGuest } from '../access.ts';
import { admitGuest, saveConsent } from '../store/own-visits.ts';

/** Agrees to the circle's agreement for the time of the visit. */
export async function consentAsGuest(
  tx: Tx,
  { visit }: VisitGuest,
  version: number,
): Promise<{ ok: true } | { ok: false; reason: 'other-version' }> {
  return (await saveConsent(tx, visit.id, version)) ? { ok: true } : { ok: false, reason: 'other-version' };
}

/** Goes to the room of the session that the circle agreed to; only while it is open, and with the agreement agreed to. */
export async function comeIn(
  tx: Tx,
  { visit }: VisitGuest,
): Promise<{ ok: true; sessionId: string } | { ok: false; reason: 'not-yet' }> {
  const sessionId = await admitGuest(tx, visit.id);
  return sessionId ? { ok: true, sessionId } : { ok: false, reason: 'not-yet' };
}
