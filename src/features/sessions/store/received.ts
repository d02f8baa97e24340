import { sql } from 'kysely';
import type { Place } from '#core/received/place.ts';
import type { PlannedStep } from '#core/session/event.ts';
import type { WordsBody, WordsKind } from '#core/session/words.ts';
import type { Actor, Tx } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';

/** Words of a session about the reader. */
export interface ReceivedRow extends Place {
  author_id: string;
  subject_id: string | null;
  session_id: string;
  step: number | null;
  /** Null where its author's key is gone. */
  body: WordsBody | null;
  at: Date;
  author: string;
}

/**
 * What others said of somebody in sessions and it is open to them, newest first; only their own, and nothing that is still
 * sealed. One look into an index, whatever else there is.
 */
export async function listReceived(
  tx: Tx,
  actor: Actor,
  { kinds, before, limit }: { kinds: readonly WordsKind[]; before?: Place | undefined; limit: number },
): Promise<ReceivedRow[]> {
  if (kinds.length === 0) return [];
  const older = before
    ? sql`AND (w.created_at, w.id) < (${before.moment}::timestamptz, ${before.id}::uuid)`
    : sql``;
  const { rows } = await sql<ReceivedRow>`
    SELECT w.id, w.author_id, w.subject_id, w.session_id, w.step, w.body, w.created_at AS at, p.name AS author,
      to_char(w.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS moment
    FROM session_words w
    JOIN person p ON p.organisation_id = w.organisation_id AND p.id = w.author_id
    WHERE w.organisation_id = ${actor.organisationId} AND w.subject_id = ${actor.personId}
      AND w.kind = ANY (${[...kinds]}::text[]) AND w.author_id <> ${actor.personId}
      AND w.released_at IS NOT NULL AND w.audience <> 'author' ${older}
    ORDER BY w.created_at DESC, w.id DESC LIMIT ${limit}`.execute(tx);
  return openWords(tx, 'session_words', actor.organisationId, rows);
}

/** What it takes to name the behaviours of a session. */
export interface SessionOfWords {
  id: string;
  circle_id: string;
  circle: string;
  playbook: string;
  plan: PlannedStep[];
}

export async function listSessionsOfWords(tx: Tx, actor: Actor, ids: string[]): Promise<SessionOfWords[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<SessionOfWords>`
    SELECT s.id, c.id AS circle_id, c.name AS circle, s.playbook_text AS playbook, e.fact -> 'plan' AS plan
    FROM session s
    JOIN circle c ON c.organisation_id = s.organisation_id AND c.id = s.circle_id
    CROSS JOIN LATERAL (SELECT e.fact FROM session_event e WHERE e.organisation_id = s.organisation_id
      AND e.session_id = s.id AND e.fact ->> 'type' = 'started' LIMIT 1) AS e
    WHERE s.organisation_id = ${actor.organisationId} AND s.id = ANY (${ids}::uuid[]) AND s.playbook_text IS NOT NULL`.execute(
    tx,
  );
  return rows;
}
