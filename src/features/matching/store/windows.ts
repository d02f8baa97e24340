import { sql } from 'kysely';
import type { Tx } from '#server/database.ts';

/** All SQL of the job that looks after rounds whose circles are not known yet. */
export interface RoundKey {
  organisationId: string;
  roundId: string;
}

/**
 * Calls off rounds whose circles are not known and whose organiser was erased, since nobody else could go on with them; gives
 * those who wanted to be in.
 */
export async function takeOrphanedRounds(tx: Tx): Promise<(RoundKey & { people: string[] })[]> {
  const { rows } = await sql<RoundKey & { people: string[] }>`
    WITH orphaned AS (
      UPDATE matching_round r SET withdrawn_at = now() FROM person p
      WHERE p.organisation_id = r.organisation_id AND p.id = r.opened_by AND p.erased_at IS NOT NULL
        AND r.published_at IS NULL AND r.withdrawn_at IS NULL
      RETURNING r.organisation_id, r.id)
    SELECT o.organisation_id AS "organisationId", o.id AS "roundId", array_remove(array_agg(a.person_id), NULL) AS people
    FROM orphaned o LEFT JOIN round_answer a ON a.organisation_id = o.organisation_id AND a.round_id = o.id AND a.joining
    GROUP BY 1, 2`.execute(tx);
  return rows;
}

/** Before answers close the silent are reminded: so many hours before, or in the last third where it is open for less. */
const remindHours = 36;

/**
 * Rounds that close soon and of which nobody was reminded yet, with those who have said neither yes nor no. They count as
 * reminded from here on.
 */
export async function takeReminders(tx: Tx): Promise<(RoundKey & { people: string[] })[]> {
  const { rows } = await sql<RoundKey & { people: string[] }>`
    WITH due AS (
      UPDATE matching_round SET reminded_at = now()
      WHERE reminded_at IS NULL AND published_at IS NULL AND withdrawn_at IS NULL AND answers_until > now()
        AND answers_until - now() <= least(${remindHours} * interval '1 hour', (answers_until - opened_at) / 3)
      RETURNING organisation_id, id)
    SELECT due.organisation_id AS "organisationId", due.id AS "roundId", array_remove(array_agg(i.person_id), NULL) AS people
    FROM due LEFT JOIN round_invitee i ON i.organisation_id = due.organisation_id AND i.round_id = due.id
      AND NOT EXISTS (SELECT 1 FROM round_answer a WHERE a.organisation_id = i.organisation_id
        AND a.round_id = i.round_id AND a.person_id = i.person_id)
    GROUP BY 1, 2`.execute(tx);
  return rows;
}

/**
 * Rounds that wait for their organiser: everybody said yes, or answers closed. That everybody answered, some of them no,
 * would say who they are, so it is not told before the end. They count as told from here on.
 */
export async function takeReadyRounds(
  tx: Tx,
): Promise<(RoundKey & { organiser: string; complete: boolean })[]> {
  const { rows } = await sql<RoundKey & { organiser: string; complete: boolean }>`
    WITH waiting AS (
      SELECT r.organisation_id, r.id, r.told_at, r.answers_until, NOT EXISTS (SELECT 1 FROM round_invitee i
        WHERE i.organisation_id = r.organisation_id AND i.round_id = r.id AND NOT EXISTS (SELECT 1 FROM round_answer a
          WHERE a.organisation_id = i.organisation_id AND a.round_id = i.round_id AND a.person_id = i.person_id
            AND a.joining)) AS complete
      FROM matching_round r WHERE r.published_at IS NULL AND r.withdrawn_at IS NULL
        AND (r.told_at IS NULL OR r.told_at < r.answers_until))
    UPDATE matching_round r SET told_at = now() FROM waiting w
    WHERE r.organisation_id = w.organisation_id AND r.id = w.id
      AND CASE WHEN w.complete THEN w.told_at IS NULL ELSE w.answers_until <= now() END
    RETURNING r.organisation_id AS "organisationId", r.id AS "roundId", r.opened_by AS organiser, w.complete`.execute(
    tx,
  );
  return rows;
}
