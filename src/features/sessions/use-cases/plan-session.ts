import { sql, type Transaction } from 'kysely';
import { openGently } from '#core/playbook/open-gently.ts';
import { parsePlaybook } from '#core/playbook/parse.ts';
import { printPlaybook } from '#core/playbook/print.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { findShippedPlaybook } from '#features/playbooks/use-cases/find-shipped-playbook.ts';
import { newId } from '#server/ids.ts';
import type { DB } from '#server/schema.generated.ts';
import { type PlanProblem, problemOf } from './plan-problem.ts';

export interface PlanSession {
  playbookSlug: string;
  /** The text that will be played, with the circle's changes in it. */
  playbookText: string;
  /** Null: now. Then the session opens at once. */
  startsAt: Date | null;
  timeZone: string;
  /** People share one device, or some of them do. */
  oneDevice: boolean;
}

export type Planned = { ok: true; sessionId: string } | { ok: false; reason: PlanProblem };

/** Plans a session, or opens it where it starts now. One session of a circle is open at a time. */
export async function planSession(
  tx: Transaction<DB>,
  member: CircleMember,
  plan: PlanSession,
): Promise<Planned> {
  const problem = await problemOf(tx, member, plan);
  if (problem) return { ok: false, reason: problem };
  const sessionId = newId();
  await tx
    .insertInto('session')
    .values({
      organisation_id: member.organisationId,
      id: sessionId,
      circle_id: member.circleId,
      status: 'planned',
      starts_at: plan.startsAt,
      time_zone: plan.timeZone,
      playbook_slug: plan.playbookSlug,
      playbook_text: plan.playbookText,
      one_device: plan.oneDevice,
      created_by: member.personId,
    })
    .execute();
  if (!plan.startsAt) await openPlanned(tx, member, sessionId);
  return { ok: true, sessionId };
}

/** Opens a planned session for the members of this moment. False: it is not planned any more. */
export async function openPlanned(
  tx: Transaction<DB>,
  actor: { organisationId: string; personId: string },
  sessionId: string,
): Promise<boolean> {
  const opened = await sql<{ number: number | null }>`SELECT open_session(${sessionId}) AS number`.execute(
    tx,
  );
  const number = opened.rows[0]?.number;
  if (!number) return false;
  if (number === 1) await openGentlyInstead(tx, actor, sessionId);
  await sql`INSERT INTO session_event (organisation_id, session_id, seq, at, by_person, fact)
    SELECT organisation_id, id, 1, now(), ${actor.personId}, '{"type": "opened"}'
    FROM session WHERE organisation_id = ${actor.organisationId} AND id = ${sessionId}`.execute(tx);
  await sql`UPDATE session SET seq = 1, last_at = now()
    WHERE organisation_id = ${actor.organisationId} AND id = ${sessionId}`.execute(tx);
  return true;
}

/** A circle's first session begins with strengths, intentions and consent, whatever is played. */
async function openGentlyInstead(
  tx: Transaction<DB>,
  actor: { organisationId: string },
  sessionId: string,
): Promise<void> {
  const opening = findShippedPlaybook('strengths-scan');
  const row = await tx
    .selectFrom('session')
    .select('playbook_text')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  const chosen = parsePlaybook(row?.playbook_text ?? '');
  if (!opening || !chosen.ok) return;
  await tx
    .updateTable('session')
    .set({ playbook_text: printPlaybook(openGently(chosen.playbook, opening.playbook)) })
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', sessionId)
    .execute();
}
