import { sql } from 'kysely';
import type { RotaTurn } from '#core/rota/rota.ts';
import type { Actor, Tx } from '#server/database.ts';

/** Turns of the circle's last twenty sessions, which is as far as the rota looks back. */
export async function listLastTurns(tx: Tx, actor: Actor, circleId: string): Promise<RotaTurn[]> {
  const { rows } = await sql<RotaTurn>`
    SELECT session_number AS session, person_id AS person, role FROM rota_turn
    WHERE organisation_id = ${actor.organisationId} AND circle_id = ${circleId}
      AND session_number > (SELECT max(session_number) - 20 FROM rota_turn
        WHERE organisation_id = ${actor.organisationId} AND circle_id = ${circleId})
    ORDER BY session_number`.execute(tx);
  return rows;
}
