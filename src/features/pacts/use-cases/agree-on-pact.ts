import type { PactWords } from '#core/pacts/pact.ts';
import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import type { Tx } from '#server/database.ts';
import {
  endPact,
  insertConsent,
  insertPact,
  insertVersion,
  listMineSince,
  listPacts,
  mayEnd,
  settlePact,
} from '../store/pacts.ts';

export type PactRefusal =
  | 'circle-closed'
  | 'alone'
  | 'not-a-member'
  | 'pact-open'
  | 'pact-gone'
  | 'pact-changed'
  | 'pact-not-yours'
  | 'too-often';
export type PactAnswer = { ok: true } | { ok: false; reason: PactRefusal };

/** Proposes one to a partner or to the circle. Whoever proposes has agreed; it holds once the others have as well. */
export async function beginPact(
  tx: Tx,
  member: CircleMember,
  { id, partner, ...words }: PactWords & { id: string; partner: string | null },
): Promise<PactAnswer> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  const members = await membersOf(tx, member);
  if (members.length < 2) return { ok: false, reason: 'alone' };
  const sits = members.some((each) => each.id === partner && each.id !== member.personId);
  if (partner !== null && !sits) return { ok: false, reason: 'not-a-member' };
  if ((await listPacts(tx, member)).some((pact) => pact.id === id)) return { ok: true };
  if (!(await insertPact(tx, member, { id, partner }))) return { ok: false, reason: 'pact-open' };
  return putVersion(tx, member, { pact: id, version: 1, words });
}

/** Says it differently: what holds goes on to hold until all whom it concerns have said yes to the new words. */
export async function changePact(
  tx: Tx,
  member: CircleMember,
  { pact: id, version, ...words }: PactWords & { pact: string; version: number },
): Promise<PactAnswer> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  const pact = (await listPacts(tx, member)).find((each) => each.id === id);
  if (!pact) return { ok: false, reason: 'pact-gone' };
  const newest = pact.proposed ?? pact.inForce;
  if (newest?.version !== version) return { ok: false, reason: 'pact-changed' };
  return putVersion(tx, member, { pact: id, version: version + 1, words });
}

/**
 * Agrees for oneself; with the last yes it is in force. Whoever came when it was already agrees to what holds, and is in from
 * then on.
 */
export async function agreeToPact(
  tx: Tx,
  member: CircleMember,
  { pact: id, version }: { pact: string; version: number },
): Promise<PactAnswer> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  const pact = (await listPacts(tx, member)).find((each) => each.id === id);
  if (!pact) return { ok: false, reason: 'pact-gone' };
  const holds = pact.inForce?.version === version;
  if (!holds && pact.proposed?.version !== version)
    return { ok: false, reason: pact.proposed ? 'pact-changed' : 'pact-gone' };
  // Said once, it stands: nothing is read from a later day on because somebody pressed twice.
  if (holds && (await listMineSince(tx)).has(id))
    return pact.proposed ? { ok: false, reason: 'pact-changed' } : { ok: true };
  await insertConsent(tx, member, { pact: id, version });
  if (!holds) await settlePact(tx, member, id);
  return { ok: true };
}

/** It takes everyone who said yes, so any one of them ends it; nobody is told who. */
export async function leavePact(tx: Tx, member: CircleMember, id: string): Promise<PactAnswer> {
  const pact = (await listPacts(tx, member)).find((each) => each.id === id);
  if (!pact) return { ok: false, reason: 'pact-gone' };
  if (!(await mayEnd(tx, id))) return { ok: false, reason: 'pact-not-yours' };
  return (await endPact(tx, member, id)) ? { ok: true } : { ok: false, reason: 'pact-gone' };
}

async function putVersion(
  tx: Tx,
  member: CircleMember,
  put: { pact: string; version: number; words: PactWords },
): Promise<PactAnswer> {
  if (!(await insertVersion(tx, member, put))) return { ok: false, reason: 'pact-changed' };
  await insertConsent(tx, member, put);
  return { ok: true };
}
