import { sql } from 'kysely';
import type { Repeats } from '#core/matching/repeats.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import type { RoundKey } from './windows.ts';

/** A round that another one is to follow. */
export interface EndedRound extends RoundKey {
  name: string;
  repeats: Exclude<Repeats, 'never'>;
  openedAt: Date;
  answerDays: number;
  /** IANA name of where its organiser is. */
  zone: string;
}

/**
 * Rounds whose next one is due, and which are over: called off, or published with no circle that waits for an answer. One
 * that nobody published holds the next one back, and none follows whose organiser was erased.
 */
export async function takeEndedRounds(tx: Tx): Promise<EndedRound[]> {
  const { rows } = await sql<EndedRound>`
    SELECT r.organisation_id AS "organisationId", r.id AS "roundId", r.name, r.repeats, r.opened_at AS "openedAt",
      r.answer_days AS "answerDays", p.time_zone AS zone
    FROM matching_round r JOIN person p ON p.organisation_id = r.organisation_id AND p.id = r.opened_by
    WHERE r.next_at <= now() AND r.followed_by IS NULL AND p.erased_at IS NULL AND (r.withdrawn_at IS NOT NULL OR (r.published_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM round_circle c WHERE c.organisation_id = r.organisation_id AND c.round_id = r.id
        AND c.replaced_at IS NULL AND c.circle_id IS NULL)))
    FOR NO KEY UPDATE OF r SKIP LOCKED`.execute(tx);
  return rows;
}

/** Opens the round that follows, with the same settings, and invites whom it is for. Answers who was invited. */
export async function insertNextRound(
  tx: Tx,
  { organisationId, roundId }: RoundKey,
  next: { name: string; answersUntil: Date; nextAt: Date; seed: number },
): Promise<RoundKey & { invited: string[] }> {
  const id = newId();
  await sql`INSERT INTO matching_round (organisation_id, id, name, opened_by, answers_until, size, common_half_hours,
      cadence, wishes, seed, for_everybody, answer_days, reply_days, repeats, next_at)
    SELECT organisation_id, ${id}, ${next.name}, opened_by, ${next.answersUntil}, size, common_half_hours, cadence, wishes,
      ${next.seed}, for_everybody, answer_days, reply_days, repeats, ${next.nextAt}
    FROM matching_round WHERE organisation_id = ${organisationId} AND id = ${roundId}`.execute(tx);
  const { rows } = await sql<{ person_id: string }>`
    INSERT INTO round_invitee (organisation_id, round_id, person_id)
    SELECT p.organisation_id, ${id}, p.id FROM person p
      JOIN matching_round r ON r.organisation_id = p.organisation_id AND r.id = ${roundId}
    WHERE p.organisation_id = ${organisationId} AND p.erased_at IS NULL AND (r.for_everybody OR EXISTS (SELECT 1 FROM round_invitee i
      WHERE i.organisation_id = p.organisation_id AND i.round_id = r.id AND i.person_id = p.id))
    RETURNING person_id`.execute(tx);
  await tx
    .updateTable('matching_round')
    .set({ followed_by: id })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', roundId)
    .execute();
  return { organisationId, roundId: id, invited: rows.map(({ person_id }) => person_id) };
}
