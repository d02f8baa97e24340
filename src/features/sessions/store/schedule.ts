import { type RawBuilder, sql } from 'kysely';
import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';

/** All SQL about which sessions a circle has: the one that is next, and the pages of those that were. */

export interface ComingRow {
  id: string;
  circle_id: string;
  status: 'open' | 'running' | 'planned';
  starts_at: Date | null;
  playbook_text: string | null;
  /** Its time is half a day past and nobody opened it. */
  missed: boolean;
}

/**
 * For each of these circles, or all of the actor's, the session that is held now, the next planned one, and the last that was planned and missed,
 * in this order; a few looks into an index each, whatever the past. Once a circle has met again, nothing is missed any more.
 */
export async function listComing(
  tx: Tx,
  actor: Actor,
  circles: readonly string[] | 'mine',
): Promise<ComingRow[]> {
  if (circles.length === 0) return [];
  const { organisationId, personId } = actor;
  return circles === 'mine'
    ? comingOfMine(tx, { organisationId, personId })
    : comingOf(tx, { organisationId, circles });
}

const comingOfMine = prepare('coming-of-mine', (_, { organisationId, personId }: Actor) =>
  selectComing(
    organisationId,
    sql`(SELECT m.circle_id FROM membership m
      WHERE m.organisation_id = ${organisationId} AND m.person_id = ${personId} AND m.left_at IS NULL)`,
  ),
);

const comingOf = prepare(
  'coming-of-circles',
  (_, { organisationId, circles }: { organisationId: string; circles: readonly string[] }) =>
    selectComing(organisationId, sql`unnest(${circles}::uuid[])`),
);

function selectComing(organisation: string, circles: RawBuilder<unknown>) {
  return sql<ComingRow>`
    SELECT coming.* FROM ${circles} AS mine (id)
    CROSS JOIN LATERAL (
      (SELECT s.id, s.circle_id, s.status, s.starts_at, s.playbook_text, false AS missed FROM session s
        WHERE s.organisation_id = ${organisation} AND s.circle_id = mine.id
          AND s.status IN ('open', 'running') LIMIT 1)
      UNION ALL
      (SELECT s.id, s.circle_id, s.status, s.starts_at, s.playbook_text, false FROM session s
        WHERE s.organisation_id = ${organisation} AND s.circle_id = mine.id AND s.status = 'planned'
          AND s.starts_at > now() - interval '12 hours' ORDER BY s.starts_at, s.id LIMIT 1)
      UNION ALL
      (SELECT s.id, s.circle_id, s.status, s.starts_at, s.playbook_text, true FROM session s
        WHERE s.organisation_id = ${organisation} AND s.circle_id = mine.id AND s.status = 'planned'
          AND s.starts_at <= now() - interval '12 hours' AND NOT EXISTS (SELECT 1 FROM session held
            WHERE held.organisation_id = s.organisation_id AND held.circle_id = s.circle_id
              AND held.created_at > s.created_at AND held.status NOT IN ('planned', 'cancelled'))
        ORDER BY s.starts_at DESC, s.id LIMIT 1)
    ) AS coming`;
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

export interface PlannedRow {
  startsAt: Date | null;
  /** IANA zone in which its time was said. */
  timeZone: string | null;
  oneDevice: boolean;
  playbook?: { slug: string; text: string };
}

/** A planned session of this circle; undefined where it is not planned (any more). */
export async function findPlanned(tx: Tx, member: CircleMember, id: string): Promise<PlannedRow | undefined> {
  const row = await tx
    .selectFrom('session')
    .select(['starts_at', 'time_zone', 'one_device', 'playbook_slug', 'playbook_text'])
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('id', '=', id)
    .where('status', '=', 'planned')
    .executeTakeFirst();
  if (!row) return undefined;
  const { starts_at: startsAt, time_zone: timeZone, one_device: oneDevice } = row;
  const playbook = row.playbook_text !== null && { slug: row.playbook_slug ?? '', text: row.playbook_text };
  return { startsAt, timeZone, oneDevice, ...(playbook && { playbook }) };
}

/** Changes what was planned; fields that are left out stay. False when it is not planned any more. */
export async function updatePlanned(
  tx: Tx,
  member: CircleMember,
  id: string,
  plan: Partial<{
    startsAt: Date | null;
    timeZone: string;
    oneDevice: boolean;
    playbookSlug: string;
    playbookText: string;
  }>,
): Promise<boolean> {
  const done = await tx
    .updateTable('session')
    .set({
      starts_at: plan.startsAt,
      time_zone: plan.timeZone,
      one_device: plan.oneDevice,
      playbook_slug: plan.playbookSlug,
      playbook_text: plan.playbookText,
    })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('id', '=', id)
    .where('status', '=', 'planned')
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
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
