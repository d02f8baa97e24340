import { sql } from 'kysely';
import type { Tx } from '#server/database.ts';

/**
 * For the job: members with an address who have not consented to the open change of an agreement that is in force. The
 * first agreement of a circle asks everyone as they come in, and no mail is needed.
 */
export async function listToAskForConsent(
  tx: Tx,
  { organisationId, circleId }: { organisationId: string; circleId: string },
): Promise<{ name: string; email: string; circle: string }[]> {
  const { rows } = await sql<{ name: string; email: string; circle: string }>`
    SELECT p.name, a.email, c.name AS circle FROM agreement_version v
      JOIN circle c ON c.organisation_id = v.organisation_id AND c.id = v.circle_id
      JOIN membership m ON m.organisation_id = v.organisation_id AND m.circle_id = v.circle_id AND m.left_at IS NULL
      JOIN person p ON p.organisation_id = m.organisation_id AND p.id = m.person_id
      JOIN person_contact a ON a.organisation_id = p.organisation_id AND a.person_id = p.id
    WHERE v.organisation_id = ${organisationId} AND v.circle_id = ${circleId}
      AND v.in_force_at IS NULL AND v.withdrawn_at IS NULL
      AND EXISTS (SELECT 1 FROM agreement_version f WHERE f.organisation_id = v.organisation_id
        AND f.circle_id = v.circle_id AND f.in_force_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM circle_closure x WHERE x.organisation_id = v.organisation_id
        AND x.circle_id = v.circle_id)
      AND NOT EXISTS (SELECT 1 FROM agreement_consent g WHERE g.organisation_id = v.organisation_id
        AND g.circle_id = v.circle_id AND g.version = v.version AND g.person_id = m.person_id
        AND g.consented_at >= m.joined_at)`.execute(tx);
  return rows;
}
