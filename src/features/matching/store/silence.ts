import { sql } from 'kysely';
import type { Tx } from '#server/database.ts';
import type { RoundKey } from './windows.ts';

/** A no that no job took up within so many minutes, because its server ended, is taken up again. */
const forgottenMinutes = 30;

/** Published rounds with a circle whose time for answers is over, or that was to be drawn anew long ago. */
export async function listRoundsToMend(tx: Tx): Promise<RoundKey[]> {
  const { rows } = await sql<RoundKey>`
    SELECT DISTINCT c.organisation_id AS "organisationId", c.round_id AS "roundId"
    FROM round_circle c JOIN matching_round r ON r.organisation_id = c.organisation_id AND r.id = c.round_id
    WHERE c.replaced_at IS NULL AND c.circle_id IS NULL AND r.withdrawn_at IS NULL
      AND (c.drawn_at + r.reply_days * interval '24 hours' <= now()
        OR EXISTS (SELECT 1 FROM round_reply y WHERE y.organisation_id = c.organisation_id AND y.round_circle_id = c.id
          AND NOT y.accepted AND y.replied_at < now() - ${forgottenMinutes} * interval '1 minute'))`.execute(
    tx,
  );
  return rows;
}

/** Published rounds with a circle that has not begun, and no fresh no, which has a job of its own. */
export async function listWaitingRounds(tx: Tx): Promise<RoundKey[]> {
  const { rows } = await sql<RoundKey>`
    SELECT DISTINCT c.organisation_id AS "organisationId", c.round_id AS "roundId"
    FROM round_circle c JOIN matching_round r ON r.organisation_id = c.organisation_id AND r.id = c.round_id
    WHERE c.replaced_at IS NULL AND c.circle_id IS NULL AND r.withdrawn_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM round_circle o JOIN round_reply y ON y.organisation_id = o.organisation_id
          AND y.round_circle_id = o.id
        WHERE o.organisation_id = c.organisation_id AND o.round_id = c.round_id AND o.replaced_at IS NULL
          AND NOT y.accepted AND y.replied_at >= now() - ${forgottenMinutes} * interval '1 minute')`.execute(
    tx,
  );
  return rows;
}

/** Silence in circles whose time is over becomes a quiet no. The round is locked before. */
export async function settleSilence(tx: Tx, { organisationId, roundId }: RoundKey): Promise<void> {
  await sql`INSERT INTO round_reply (organisation_id, round_circle_id, person_id, accepted, silent)
    SELECT p.organisation_id, p.round_circle_id, p.person_id, false, true
    FROM round_circle c JOIN matching_round r ON r.organisation_id = c.organisation_id AND r.id = c.round_id
      JOIN round_place p ON p.organisation_id = c.organisation_id AND p.round_circle_id = c.id
    WHERE c.organisation_id = ${organisationId} AND c.round_id = ${roundId} AND c.replaced_at IS NULL
      AND c.circle_id IS NULL AND c.drawn_at + r.reply_days * interval '24 hours' <= now()
    ON CONFLICT DO NOTHING`.execute(tx);
}
