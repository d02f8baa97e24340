import { sql } from 'kysely';
import type { PlannedStep } from '#core/session/event.ts';
import type { WordsBody } from '#core/session/words.ts';
import type { Actor, Tx } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';

/** An observation about the reader, with what it takes to name its behaviour. */
export interface SeenRow {
  id: string;
  author_id: string;
  subject_id: string | null;
  step: number | null;
  /** Null where its author's key is gone. */
  body: WordsBody | null;
  at: Date;
  author: string;
  circle: string;
  playbook: string;
  plan: PlannedStep[];
}

/** What others observed of somebody in sessions and they kept, newest first; only their own, and nothing that is still sealed. */
export async function listSeenOfMe(tx: Tx, actor: Actor): Promise<SeenRow[]> {
  const { rows } = await sql<SeenRow>`
    SELECT w.id, w.author_id, w.subject_id, w.step, w.body, w.created_at AS at, p.name AS author, c.name AS circle, s.playbook_text AS playbook,
      e.fact -> 'plan' AS plan
    FROM session_words w
    JOIN session s ON s.organisation_id = w.organisation_id AND s.id = w.session_id
    JOIN circle c ON c.organisation_id = s.organisation_id AND c.id = s.circle_id
    JOIN person p ON p.organisation_id = w.organisation_id AND p.id = w.author_id
    CROSS JOIN LATERAL (SELECT e.fact FROM session_event e WHERE e.organisation_id = w.organisation_id
      AND e.session_id = w.session_id AND e.fact ->> 'type' = 'started' LIMIT 1) AS e
    WHERE w.organisation_id = ${actor.organisationId} AND w.subject_id = ${actor.personId} AND w.kind = 'observation'
      AND w.author_id <> ${actor.personId} AND w.released_at IS NOT NULL AND w.audience <> 'author'
      AND s.playbook_text IS NOT NULL
    ORDER BY w.created_at DESC LIMIT ${mostSeen}`.execute(tx);
  return openWords(tx, 'session_words', actor.organisationId, rows);
}

/** More than anybody reads at once. */
const mostSeen = 400;
