import { sql } from 'kysely';
import type { Tx } from '#server/database.ts';
import type { RoundReader } from '../access.ts';

/** What people are told of rounds at their next visit, and by mail. */
export const roundNotices = [
  'round-opened',
  'round-reminder',
  'round-complete',
  'round-closed',
  'round-published',
  'round-redrawn',
  'round-founded',
  'round-withdrawn',
] as const;
export type RoundNoticeKind = (typeof roundNotices)[number];

/** A notice with what its mail needs. */
export interface RoundNotice {
  kind: RoundNoticeKind;
  /** The round, or the circle that began. */
  about: string;
  organisationId: string;
  personId: string;
  name: string;
  /** Null: somebody without an address, who reads it at their next visit. */
  email: string | null;
  timeZone: string;
  /** What the round, or the circle, is called. */
  title: string;
  /** Of a round: who opened it, and until when people answer. */
  organiser: string | null;
  organiserId: string | null;
  answersUntil: Date | null;
}

/** For the job: notices that are neither seen nor mailed nor older than a day, which then count as mailed. */
export async function takeNotices(
  tx: Tx,
  { organisationId, about, most }: { organisationId: string; about: string; most: number },
): Promise<RoundNotice[]> {
  const { rows } = await sql<RoundNotice>`
    WITH taken AS (
      UPDATE person_notice SET mailed_at = now() WHERE organisation_id = ${organisationId} AND id IN (
        SELECT id FROM person_notice WHERE organisation_id = ${organisationId} AND kind = ANY (${[...roundNotices]}::text[])
          AND facts ->> 'about' = ${about} AND seen_at IS NULL AND mailed_at IS NULL
          AND created_at > now() - interval '1 day' ORDER BY created_at, id LIMIT ${most} FOR UPDATE SKIP LOCKED)
      RETURNING *)
    SELECT n.kind, n.facts ->> 'about' AS about, n.organisation_id AS "organisationId", n.person_id AS "personId", p.name,
      a.email, p.time_zone AS "timeZone", n.facts ->> 'circle' AS title, o.name AS organiser,
      o.id AS "organiserId", r.answers_until AS "answersUntil"
    FROM taken n JOIN person p ON p.organisation_id = n.organisation_id AND p.id = n.person_id
      LEFT JOIN person_contact a ON a.organisation_id = n.organisation_id AND a.person_id = n.person_id
      LEFT JOIN matching_round r ON r.organisation_id = n.organisation_id AND r.id = (n.facts ->> 'about')::uuid
      LEFT JOIN person o ON o.organisation_id = r.organisation_id AND o.id = r.opened_by`.execute(tx);
  return rows;
}

/** For the job: notes something about a round for these people's next visit, in the place of what was noted before. */
export async function noteForPeople(
  tx: Tx,
  round: { organisationId: string; roundId: string },
  { kind, people }: { kind: RoundNoticeKind; people: readonly string[] },
): Promise<void> {
  const who = [...new Set(people)];
  await sql`UPDATE person_notice SET seen_at = now() WHERE organisation_id = ${round.organisationId} AND seen_at IS NULL
    AND facts ->> 'about' = ${round.roundId} AND person_id = ANY (${who}::uuid[])`.execute(tx);
  await sql`INSERT INTO person_notice (organisation_id, id, person_id, kind, facts)
    SELECT r.organisation_id, gen_random_uuid(), p, ${kind}, jsonb_build_object('about', r.id, 'circle', r.name)
    FROM matching_round r, unnest(${who}::uuid[]) p
    WHERE r.organisation_id = ${round.organisationId} AND r.id = ${round.roundId}`.execute(tx);
}

/** Somebody has dealt with a round: what asked them to stands on their first page no longer. */
export async function markRoundSeen(
  tx: Tx,
  { organisationId, personId, roundId }: RoundReader,
): Promise<void> {
  await sql`UPDATE person_notice SET seen_at = now() WHERE organisation_id = ${organisationId}
    AND person_id = ${personId} AND seen_at IS NULL AND kind = ANY (${[...roundNotices]}::text[])
    AND facts ->> 'about' = ${roundId}`.execute(tx);
}

/** For the job: nobody is asked any more whether they want to be in a round whose answers are closed. */
export async function clearOldQuestions(tx: Tx): Promise<void> {
  await sql`UPDATE person_notice n SET seen_at = now() FROM matching_round r
    WHERE n.kind IN ('round-opened', 'round-reminder') AND n.seen_at IS NULL AND r.organisation_id = n.organisation_id
      AND r.id = (n.facts ->> 'about')::uuid
      AND (r.published_at IS NOT NULL OR r.withdrawn_at IS NOT NULL OR r.answers_until <= now())`.execute(tx);
}
