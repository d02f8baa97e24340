import { sql } from 'kysely';
import type { Tie } from '#core/circles/split.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';

/**
 * What each two members of now share: sessions in which both held a role, and how often one saw the other's experiment. Read
 * as the member who asks, who therefore learns nothing that they could not have counted.
 */
export async function listTies(tx: Tx, member: CircleMember): Promise<Tie[]> {
  const { rows } = await sql<Tie>`
    WITH here AS (SELECT m.person_id, m.seat FROM membership m WHERE m.organisation_id = ${member.organisationId}
        AND m.circle_id = ${member.circleId} AND m.left_at IS NULL),
      took AS (SELECT DISTINCT t.person_id, t.session_number FROM rota_turn t
        WHERE t.organisation_id = ${member.organisationId} AND t.circle_id = ${member.circleId}),
      saw AS (SELECT s.author_id, c.owner_id FROM sighting s JOIN commitment c ON c.organisation_id = s.organisation_id
          AND c.id = s.commitment_id
        WHERE s.organisation_id = ${member.organisationId} AND s.circle_id = ${member.circleId})
    SELECT a.person_id AS one, b.person_id AS other,
      (SELECT count(*)::integer FROM took x JOIN took y ON y.session_number = x.session_number
        WHERE x.person_id = a.person_id AND y.person_id = b.person_id) AS sessions,
      (SELECT count(*)::integer FROM saw WHERE (author_id = a.person_id AND owner_id = b.person_id)
        OR (author_id = b.person_id AND owner_id = a.person_id)) AS sightings
    FROM here a JOIN here b ON a.seat < b.seat ORDER BY a.seat, b.seat`.execute(tx);
  return rows;
}
