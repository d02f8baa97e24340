import { canReturnOn } from '#core/circles/away.ts';
import type { DecisionWords } from '#core/circles/decision.ts';
import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { tellOfSeat } from '#features/circles/use-cases/tell-of-seat.ts';
import { tellOfVisit } from '#features/visits/use-cases/tell-of-visit.ts';
import type { Tx } from '#server/database.ts';
import { enqueueJob } from '#server/enqueue-job.ts';
import {
  endDecision,
  insertAgreement,
  insertDecision,
  listStanding,
  type Settling,
  settleDecision,
  withdrawDecision,
} from '../store/decisions.ts';

export type DecisionRefusal =
  | 'circle-closed'
  | 'alone'
  | 'decision-open'
  | 'decision-gone'
  | 'decision-stale'
  | 'not-a-day-ahead';
type Answer<T = object> = ({ ok: true } & T) | { ok: false; reason: DecisionRefusal };

/** How long a question stands before mails ask: who takes it back at once asks nobody. */
const minutesOfThought = 10;

/** What keeps a question from being laid before the circle now; locks the circle, so that it stays as it is said. */
export async function questionOpen(
  tx: Tx,
  member: CircleMember,
): Promise<Extract<DecisionRefusal, 'circle-closed' | 'alone' | 'decision-open'> | undefined> {
  if ((await lockCircle(tx, member)).closed) return 'circle-closed';
  if ((await membersOf(tx, member)).length < 2) return 'alone';
  return (await listStanding(tx, member)).some(({ settledAt }) => !settledAt) ? 'decision-open' : undefined;
}

/** Lays a question before the circle, one at a time. Whoever proposes has agreed; everyone else is asked. */
export async function propose(tx: Tx, member: CircleMember, words: DecisionWords): Promise<Answer> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  if ((await membersOf(tx, member)).length < 2) return { ok: false, reason: 'alone' };
  const id = await insertDecision(tx, member, words);
  if (!id) return { ok: false, reason: 'decision-open' };
  const { organisationId } = member;
  await enqueueJob(tx, {
    task: 'tell-of-decision',
    payload: { organisationId, decisionId: id },
    key: `tell-of-decision:${id}`,
    inMinutes: minutesOfThought,
  });
  return { ok: true };
}

/** The same for a rest, whose day must lie ahead where the proposer is. */
export async function proposeRest(
  tx: Tx,
  member: CircleMember,
  { until, ...at }: { until: string; now: Date; timeZone: string },
): Promise<Answer> {
  if (!canReturnOn({ returnsOn: until, ...at })) return { ok: false, reason: 'not-a-day-ahead' };
  return propose(tx, member, { kind: 'rest', until });
}

/**
 * Agrees for oneself. With the last agreement it takes effect in the same transaction; pressed again it takes effect where
 * only somebody who left meanwhile was waited for.
 */
export async function agree(
  tx: Tx,
  member: CircleMember,
  decision: string,
): Promise<Answer<{ settling: Extract<Settling, 'settled' | 'waits'> }>> {
  await lockCircle(tx, member);
  const open = (await listStanding(tx, member)).find((each) => !each.settledAt);
  if (open?.id !== decision) return { ok: false, reason: 'decision-gone' };
  await insertAgreement(tx, member, decision);
  const settling = await settleDecision(tx, member, decision);
  if (settling === 'gone') return { ok: false, reason: 'decision-gone' };
  if (settling === 'stale') return { ok: false, reason: 'decision-stale' };
  if (settling === 'settled' && open.words.kind === 'split') await tellOfTwo(tx, member, open.words);
  if (settling === 'settled' && open.words.kind === 'visit') await tellGuest(tx, member, open.words.visit);
  return { ok: true, settling };
}

/** Whoever agreed last is in front of it; everybody else hears in which of the two they sit. */
async function tellOfTwo(
  tx: Tx,
  { organisationId, personId }: CircleMember,
  { circles }: Extract<DecisionWords, { kind: 'split' }>,
): Promise<void> {
  for (const { id, members } of circles) {
    const people = members.filter((each) => each !== personId);
    await tellOfSeat(tx, { organisationId, circleId: id, people, because: 'split' });
  }
}

/** Whoever asked to visit hears that all agreed, by mail where mails can be sent. */
async function tellGuest(tx: Tx, { organisationId }: CircleMember, visitId: string): Promise<void> {
  await tellOfVisit(tx, { organisationId, visitId }, { what: 'agreed' });
}

/** It takes everyone, so anyone ends it, also whoever proposed it; nobody is told who. */
export async function withdraw(tx: Tx, member: CircleMember, decision: string): Promise<Answer> {
  await lockCircle(tx, member);
  return (await withdrawDecision(tx, member, decision))
    ? { ok: true }
    : { ok: false, reason: 'decision-gone' };
}

/** Comes back from a rest, takes back a farewell, or shuts the open door: to go on as before takes one. */
export async function goOn(tx: Tx, member: CircleMember, kind: 'rest' | 'farewell' | 'open'): Promise<void> {
  await lockCircle(tx, member);
  await endDecision(tx, member, kind);
}
