import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';

/** A session to which somebody may come as a guest, as far as they may know it. */
export interface ComingVisit {
  id: string;
  circle: { id: string; name: string };
  sessionId: string;
  /** Its room is open; it may be running. */
  live: boolean;
  /** Null: it was begun without being planned. */
  startsAt: Date | null;
}

/** Visits that every member agreed to, and the guest where they were invited, whose session is held now or planned; the next first. One small query. */
export async function listComingVisits(tx: Tx, actor: Actor): Promise<ComingVisit[]> {
  return (await comingOf(tx, actor)).map((row) => ({
    id: row.id,
    circle: { id: row.circle_id, name: row.circle },
    sessionId: row.session_id,
    live: row.status !== 'planned',
    startsAt: row.starts_at,
  }));
}

// A session that nobody opened within half a day was missed; whoever sits in the circle by now comes as one of them.
const comingOf = prepare(
  'coming-visits',
  (_, { organisationId, personId }: Actor) => sql<{
    id: string;
    circle_id: string;
    circle: string;
    session_id: string;
    status: string;
    starts_at: Date | null;
  }>`
    SELECT v.id, v.circle_id, c.name AS circle, v.session_id, s.status, s.starts_at FROM visit v
    JOIN circle c ON c.organisation_id = v.organisation_id AND c.id = v.circle_id
    CROSS JOIN LATERAL visited_session(v.id) AS s
    WHERE v.organisation_id = ${organisationId} AND v.guest_id = ${personId} AND v.ended_at IS NULL
      AND v.agreed_at IS NOT NULL AND (NOT v.invited OR v.consented_at IS NOT NULL) AND v.session_id IS NOT NULL
      AND (s.status <> 'planned' OR s.starts_at > now() - interval '12 hours')
      AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = v.organisation_id
        AND m.circle_id = v.circle_id AND m.person_id = v.guest_id AND m.left_at IS NULL)
    ORDER BY s.status = 'planned', s.starts_at, v.id`,
);
