import { sql } from 'kysely';
import type { Tx } from '#server/database.ts';

/** `tellPeople` for all who are members of a circle now; its topic is `KIND:CIRCLE`. */
export async function tellCircle(
  tx: Tx,
  { organisationId, circleId }: { organisationId: string; circleId: string },
  kind: 'board' | 'exchange',
): Promise<void> {
  const topic = `${kind}:${circleId}`;
  await sql`SELECT pg_notify('rondo_changes', concat_ws(' ', ${organisationId}::text, ${topic}::text,
      string_agg(person_id::text, ',')))
    FROM membership WHERE organisation_id = ${organisationId} AND circle_id = ${circleId} AND left_at IS NULL
    HAVING count(*) > 0`.execute(tx);
}
