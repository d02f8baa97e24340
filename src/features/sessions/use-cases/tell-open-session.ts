import { sql } from 'kysely';
import type { Tx } from '#server/database.ts';

/**
 * Something that a running session of the circle shows has changed outside its log: a card on the board. Every node reads
 * it again, this one too, once the transaction is committed.
 */
export async function tellOpenSession(
  tx: Tx,
  { organisationId, circleId }: { organisationId: string; circleId: string },
): Promise<void> {
  await sql`SELECT pg_notify('rondo_session', 'board ' || organisation_id || ':' || id) FROM session
    WHERE organisation_id = ${organisationId} AND circle_id = ${circleId}
      AND status IN ('open', 'running')`.execute(tx);
}
