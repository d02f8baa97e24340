import { sql } from 'kysely';
import type { Tx } from '#server/database.ts';

/** Somebody to write to about a visit. */
export interface ToTell {
  name: string;
  email: string;
  circle: string;
  circleId: string;
}

/** For the job: members with an address of a circle that is still asked for this visit. */
export async function listToAnswer(
  tx: Tx,
  { organisationId, visitId }: { organisationId: string; visitId: string },
): Promise<ToTell[]> {
  const { rows } = await sql<ToTell>`
    SELECT p.name, a.email, c.name AS circle, c.id AS "circleId" FROM visit v
      JOIN circle c ON c.organisation_id = v.organisation_id AND c.id = v.circle_id
      JOIN membership m ON m.organisation_id = c.organisation_id AND m.circle_id = c.id AND m.left_at IS NULL
      JOIN person p ON p.organisation_id = m.organisation_id AND p.id = m.person_id
      JOIN person_contact a ON a.organisation_id = p.organisation_id AND a.person_id = p.id
    WHERE v.organisation_id = ${organisationId} AND v.id = ${visitId} AND v.agreed_at IS NULL AND v.ended_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM circle_closure x WHERE x.organisation_id = c.organisation_id AND x.circle_id = c.id)
    ORDER BY p.id`.execute(tx);
  return rows;
}

/** The guest, and how things stand with them. */
export interface GuestToTell extends ToTell {
  state: 'asked' | 'agreed' | 'not now' | 'taken back' | 'over';
  /** They did not ask for it. */
  invited: boolean;
}

/** For the job: the guest, where they have an address and may know of it, and what became of it. */
export async function findGuestToTell(
  tx: Tx,
  { organisationId, visitId }: { organisationId: string; visitId: string },
): Promise<GuestToTell | undefined> {
  const { rows } = await sql<GuestToTell>`
    SELECT p.name, a.email, c.name AS circle, c.id AS "circleId",
      coalesce(v.ended_how, CASE WHEN v.agreed_at IS NULL THEN 'asked' ELSE 'agreed' END) AS state, v.invited
    FROM visit v
      JOIN circle c ON c.organisation_id = v.organisation_id AND c.id = v.circle_id
      JOIN person p ON p.organisation_id = v.organisation_id AND p.id = v.guest_id
      JOIN person_contact a ON a.organisation_id = p.organisation_id AND a.person_id = p.id
    WHERE v.organisation_id = ${organisationId} AND v.id = ${visitId}
      AND (NOT v.invited OR v.told_at IS NOT NULL)`.execute(tx);
  return rows[0];
}
