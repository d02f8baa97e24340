import type { Actor, Tx } from '#server/database.ts';
import { type AskOutcome, findCircleName, insertAsked } from '../store/own-visits.ts';
import { tellOfVisit } from './tell-of-visit.ts';

/** How long it stands before mails ask: who takes it back at once asks nobody. */
const minutesOfThought = 10;

/** What a circle is called, for a colleague who knows where it is; undefined where there is none, or none any more. */
export async function nameCircleToVisit(tx: Tx, actor: Actor, circleId: string): Promise<string | undefined> {
  return findCircleName(tx, actor, circleId);
}

/** Asks a circle to sit in on one of its sessions. It says yes together, or nobody is told who did not. */
export async function askVisit(
  tx: Tx,
  actor: Actor,
  asked: { circleId: string; sentence: string },
): Promise<{ ok: true; visitId: string } | { ok: false; reason: Exclude<AskOutcome, 'asked'> }> {
  const { how, visitId } = await insertAsked(tx, actor, asked);
  if (how !== 'asked') return { ok: false, reason: how };
  const { organisationId } = actor;
  await tellOfVisit(tx, { organisationId, visitId }, { what: 'asked', inMinutes: minutesOfThought });
  return { ok: true, visitId };
}
