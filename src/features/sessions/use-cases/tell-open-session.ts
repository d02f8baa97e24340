import { sql } from 'kysely';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';

/**
 * Something that a running session of the circle shows has changed outside its log: a card on the board. Every node reads
 * it again, this one too, once the transaction is committed.
 */
export async function tellOpenSession(tx: Tx, member: CircleMember): Promise<void> {
  await sql`SELECT pg_notify('rondo_session', 'board ' || organisation_id || ':' || id) FROM session
    WHERE organisation_id = ${member.organisationId} AND circle_id = ${member.circleId}
      AND status IN ('open', 'running')`.execute(tx);
}
