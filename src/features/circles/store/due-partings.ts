import { sql } from 'kysely';
import type { Tx } from '#server/database.ts';

/** All SQL of the jobs about partings; they act for nobody, in the worker's role. */

export interface DueParting {
  organisationId: string;
  partingId: string;
}

/** Open questions that are more than a week old; whether everyone else has agreed, the settling asks. */
export function listDuePartings(tx: Tx): Promise<DueParting[]> {
  return tx
    .selectFrom('parting')
    .select(['organisation_id as organisationId', 'id as partingId'])
    .where('withdrawn_at', 'is', null)
    .where('done_at', 'is', null)
    .where('proposed_at', '<', sql<Date>`now() - interval '7 days'`)
    .orderBy('proposed_at')
    .execute();
}

/** Ends the person's stay if nobody but they themselves is still waited for. */
export async function settleParting(tx: Tx, { organisationId, partingId }: DueParting): Promise<void> {
  await sql`SELECT settle_parting(${organisationId}, ${partingId})`.execute(tx);
}

/** Members with an address who are asked by an open question; whoever opened it knows. */
export async function listToTellOfParting(tx: Tx, { organisationId, partingId }: DueParting) {
  const rows = await tx
    .selectFrom('parting as q')
    .innerJoin('circle as c', (join) =>
      join.onRef('c.organisation_id', '=', 'q.organisation_id').onRef('c.id', '=', 'q.circle_id'),
    )
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'q.organisation_id').onRef('m.circle_id', '=', 'q.circle_id'),
    )
    .innerJoin('person as p', (join) =>
      join.onRef('p.organisation_id', '=', 'm.organisation_id').onRef('p.id', '=', 'm.person_id'),
    )
    .innerJoin('person_contact as a', (join) =>
      join.onRef('a.organisation_id', '=', 'm.organisation_id').onRef('a.person_id', '=', 'm.person_id'),
    )
    .select(['p.name', 'a.email', 'c.id as circle_id', 'c.name as circle_name'])
    .where('q.organisation_id', '=', organisationId)
    .where('q.id', '=', partingId)
    .where('q.withdrawn_at', 'is', null)
    .where('q.done_at', 'is', null)
    .where('m.left_at', 'is', null)
    .whereRef('m.person_id', '<>', 'q.proposed_by')
    .execute();
  return rows.map(({ name, email, circle_id, circle_name }) => ({
    name,
    email,
    circle: { id: circle_id, name: circle_name },
  }));
}
