import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { findPlanned, type PlannedRow, updatePlanned } from '../store/schedule.ts';
import { type PlanProblem, problemOf } from './plan-problem.ts';
import { openPlanned, type PlanSession } from './plan-session.ts';

export type { PlannedRow };

export type Changed =
  | { ok: true; sessionId: string }
  | { ok: false; reason: PlanProblem | 'session-gone' | 'circle-closed' };

/** A planned session of the circle; undefined where it is not planned (any more). */
export async function findPlannedSession(
  tx: Tx,
  member: CircleMember,
  sessionId: string,
): Promise<PlannedRow | undefined> {
  return findPlanned(tx, member, sessionId);
}

/** Gives a planned session its playbook and its time, as if it had been planned like this; `startsAt` null opens it. */
export async function changePlanned(
  tx: Tx,
  member: CircleMember,
  sessionId: string,
  plan: PlanSession,
): Promise<Changed> {
  return change(tx, member, sessionId, plan);
}

/** Another day for a planned session; what is played stays. One whose day has passed is on again. */
export async function moveSession(
  tx: Tx,
  member: CircleMember,
  sessionId: string,
  moment: { startsAt: Date; timeZone: string },
): Promise<Changed> {
  return change(tx, member, sessionId, moment);
}

/** Whoever opens it at the same moment is first: a room that is open keeps its playbook and its time. */
async function change(
  tx: Tx,
  member: CircleMember,
  sessionId: string,
  plan: Pick<PlanSession, 'startsAt' | 'timeZone'> & Partial<PlanSession>,
): Promise<Changed> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  const problem = await problemOf(tx, member, plan);
  if (problem) return { ok: false, reason: problem };
  if (!(await updatePlanned(tx, member, sessionId, plan))) return { ok: false, reason: 'session-gone' };
  if (!plan.startsAt) await openPlanned(tx, member, sessionId);
  return { ok: true, sessionId };
}
