import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';

/** A session of which its members read something that was said about me, because I let them. */
export interface OpenedEvidence {
  sessionId: string;
  circle: string;
  endedAt: Date;
  count: number;
}

/** At the close evidence goes back to two people; what the session reads after that, somebody opened. */
export async function countOpened(tx: Tx, actor: Actor): Promise<OpenedEvidence[]> {
  const { rows } = await sql<OpenedEvidence>`
    SELECT s.id AS "sessionId", c.name AS circle, s.ended_at AS "endedAt", count(*)::integer AS count
    FROM session_words w
    JOIN session s ON s.organisation_id = w.organisation_id AND s.id = w.session_id
    JOIN circle c ON c.organisation_id = s.organisation_id AND c.id = s.circle_id
    WHERE w.organisation_id = ${actor.organisationId} AND w.subject_id = ${actor.personId}
      AND w.author_id <> ${actor.personId} AND w.audience = 'session' AND w.released_at IS NOT NULL
      AND w.kind IN ('observation', 'anchor', 'phrase', 'emotion', 'suggestion', 'feedback', 'rating')
      AND s.status IN ('closed', 'expired') AND s.ended_at IS NOT NULL
    GROUP BY s.id, c.name, s.ended_at ORDER BY s.ended_at DESC LIMIT 200`.execute(tx);
  return rows;
}
