import { sql } from 'kysely';
import type { Tx } from '#server/database.ts';

/** Somebody to write to. */
export interface Asked {
  name: string;
  email: string;
  circle: string;
}

/** For the job: members with an address for whose agreement an open question waits. */
export async function listToAgree(
  tx: Tx,
  { organisationId, decisionId }: { organisationId: string; decisionId: string },
): Promise<(Asked & { circleId: string })[]> {
  const { rows } = await sql<Asked & { circleId: string }>`
    SELECT p.name, a.email, c.name AS circle, c.id AS "circleId" FROM circle_decision d
      JOIN circle c ON c.organisation_id = d.organisation_id AND c.id = d.circle_id
      JOIN membership m ON m.organisation_id = d.organisation_id AND m.circle_id = d.circle_id AND m.left_at IS NULL
      JOIN person p ON p.organisation_id = m.organisation_id AND p.id = m.person_id
      JOIN person_contact a ON a.organisation_id = p.organisation_id AND a.person_id = p.id
    WHERE d.organisation_id = ${organisationId} AND d.id = ${decisionId}
      AND d.settled_at IS NULL AND d.withdrawn_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM circle_closure x WHERE x.organisation_id = d.organisation_id
        AND x.circle_id = d.circle_id)
      AND NOT EXISTS (SELECT 1 FROM decision_agreement g WHERE g.organisation_id = d.organisation_id
        AND g.decision_id = d.id AND g.person_id = m.person_id AND g.agreed_at >= m.joined_at)
    ORDER BY p.id`.execute(tx);
  return rows;
}

/** For the job: members with an address of a circle that somebody asks to join. */
export async function listToLetIn(
  tx: Tx,
  { organisationId, circleId }: { organisationId: string; circleId: string },
): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    SELECT p.name, a.email, c.name AS circle FROM circle c
      JOIN membership m ON m.organisation_id = c.organisation_id AND m.circle_id = c.id AND m.left_at IS NULL
      JOIN person p ON p.organisation_id = m.organisation_id AND p.id = m.person_id
      JOIN person_contact a ON a.organisation_id = p.organisation_id AND a.person_id = p.id
    WHERE c.organisation_id = ${organisationId} AND c.id = ${circleId}
      AND EXISTS (SELECT 1 FROM join_request r WHERE r.organisation_id = c.organisation_id AND r.circle_id = c.id
        AND r.answered_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM circle_closure x WHERE x.organisation_id = c.organisation_id AND x.circle_id = c.id)
    ORDER BY p.id`.execute(tx);
  return rows;
}
