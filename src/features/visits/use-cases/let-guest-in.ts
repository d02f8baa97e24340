import type { CircleMember } from '#features/circles/access.ts';
import { type DecisionRefusal, propose } from '#features/decisions/use-cases/decide-together.ts';
import type { Tx } from '#server/database.ts';
import {
  type AskedVisit,
  describeVisit,
  findHindrance,
  type Hindrance,
  listAskedVisits,
  listSessionsToVisit,
} from '../store/circle-visits.ts';

/** What members see: who would like to come or will, and the sessions that they could be let into. */
export interface CircleVisits {
  visits: AskedVisit[];
  sessions: { id: string; startsAt: Date | null }[];
}

export async function readCircleVisits(tx: Tx, member: CircleMember): Promise<CircleVisits> {
  return { visits: await listAskedVisits(tx, member), sessions: await listSessionsToVisit(tx, member) };
}

/** Asks every member to agree to this guest in this session; who asks has agreed. */
export async function proposeVisit(
  tx: Tx,
  member: CircleMember,
  about: { visit: string; session: string },
): Promise<{ ok: true } | { ok: false; reason: DecisionRefusal | `visit-${Hindrance}` }> {
  const hindrance = await findHindrance(tx, member, about);
  if (hindrance) return { ok: false, reason: `visit-${hindrance}` };
  return propose(tx, member, { kind: 'visit', ...about });
}

/** Who would be the guest and when, for the question that the circle is asked; undefined where the visit is gone. */
export async function visitInQuestion(
  tx: Tx,
  member: CircleMember,
  about: { visit: string; session: string },
): Promise<{ guest: string; startsAt?: Date } | undefined> {
  return describeVisit(tx, member, about);
}
