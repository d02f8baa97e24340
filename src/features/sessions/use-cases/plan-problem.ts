import { sql } from 'kysely';
import { isTimeZone } from '#core/people/time-zone.ts';
import { parsePlaybook } from '#core/playbook/parse.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { findLive } from '../store/schedule.ts';

export type PlanProblem =
  | 'playbook-does-not-parse'
  | 'in-the-past'
  | 'unknown-time-zone'
  | 'session-already-open';

/** Why a session cannot be planned like this; undefined: it can. `startsAt` null means now; what is left out is not asked. */
export async function problemOf(
  tx: Tx,
  member: CircleMember,
  plan: { playbookText?: string; startsAt: Date | null; timeZone: string },
): Promise<PlanProblem | undefined> {
  if (plan.playbookText !== undefined && !parsePlaybook(plan.playbookText).ok)
    return 'playbook-does-not-parse';
  if (!isTimeZone(plan.timeZone)) return 'unknown-time-zone';
  if (plan.startsAt && (await isPast(tx, plan.startsAt))) return 'in-the-past';
  if (!plan.startsAt && (await findLive(tx, member))) return 'session-already-open';
  return undefined;
}

/** Five minutes of grace, for a form that was filled in slowly; the database's clock decides. */
async function isPast(tx: Tx, moment: Date): Promise<boolean> {
  const asked = await sql<{
    past: boolean;
  }>`SELECT ${moment}::timestamptz < now() - interval '5 minutes' AS past`.execute(tx);
  return asked.rows[0]?.past ?? false;
}
