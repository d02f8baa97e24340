import { sql } from 'kysely';
import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';

/** All SQL about which sessions a circle has: the one that is next, and the pages of those that were. */

export interface ComingRow {
  id: string;
  circle_id: string;
  status: 'open' | 'running' | 'planned';
  starts_at: Date | null;
  playbook_text: string | null;
}

/**
 * For each of these circles the session that is held now and the next planned one, in this order; two looks into an index
 * each, whatever the past. What was planned for half a day ago and never opened is not next any more.
 */
export async function listComing(tx: Tx, actor: Actor, circles: readonly string[]): Promise<ComingRow[]> {
  if (circles.length === 0) return [];
  const { rows } = await sql<ComingRow>`
    SELECT coming.* FROM unnest(${[...circles]}::uuid[]) AS mine (id) CROSS JOIN LATERAL (
      (SELECT s.id, s.circle_id, s.status, s.starts_at, s.playbook_text FROM session s
        WHERE s.organisation_id = ${actor.organisationId} AND s.circle_id = mine.id
          AND s.status IN ('open', 'running') LIMIT 1)
      UNION ALL
      (SELECT s.id, s.circle_id, s.status, s.starts_at, s.playbook_text FROM session s
        WHERE s.organisation_id = ${actor.organisationId} AND s.circle_id = mine.id AND s.status = 'planned'
          AND s.starts_at > now() - interval '12 hours' ORDER BY s.starts_at, s.id LIMIT 1)
    ) AS coming`.execute(tx);
  return rows;
}

/** One page of the circle's sessions that the member may know of, newest first, those made before session `before`. */
export async function listSessions(
  tx: Tx,
  member: CircleMember,
  { before, limit }: { before?: string | undefined; limit: number },
) {
  let query = tx
    .selectFrom('session')
    .select(['id', 'number', 'status', 'starts_at', 'started_at', 'created_at', 'playbook_text'])
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('status', '<>', 'cancelled')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (before) {
    query = query.where(
      sql<boolean>`(created_at, id) < (SELECT b.created_at, b.id FROM session b
        WHERE b.organisation_id = ${member.organisationId} AND b.circle_id = ${member.circleId} AND b.id = ${before})`,
    );
  }
  return query.execute();
}

/** The session of this circle that is held now. */
export async function findLive(tx: Tx, member: CircleMember): Promise<string | undefined> {
  const row = await tx
    .selectFrom('session')
    .select('id')
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('status', 'in', ['open', 'running'])
    .executeTakeFirst();
  return row?.id;
}

/** Whether a planned session of this circle has a playbook; undefined where it is not planned (any more). */
export async function findPlanned(
  tx: Tx,
  member: CircleMember,
  id: string,
): Promise<{ hasPlaybook: boolean } | undefined> {
  const row = await tx
    .selectFrom('session')
    .select(sql<boolean>`playbook_text IS NOT NULL`.as('has_playbook'))
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('id', '=', id)
    .where('status', '=', 'planned')
    .executeTakeFirst();
  return row && { hasPlaybook: row.has_playbook };
}

/** False when it is not planned any more. */
export async function markCancelled(tx: Tx, member: CircleMember, id: string): Promise<boolean> {
  const done = await tx
    .updateTable('session')
    .set({ status: 'cancelled' })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('id', '=', id)
    .where('status', '=', 'planned')
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Dates of this circle that lie ahead and have no playbook yet, the next first. */
export async function listBlankDates(tx: Tx, member: CircleMember) {
  return tx
    .selectFrom('session')
    .select(['id', 'starts_at'])
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('status', '=', 'planned')
    .where('playbook_text', 'is', null)
    .where('starts_at', '>', sql<Date>`now()`)
    .orderBy('starts_at')
    .execute();
}
