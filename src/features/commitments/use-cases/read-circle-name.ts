import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';

/** What the page of a circle is headed with. */
export async function readCircleName(tx: Tx, member: CircleMember): Promise<string> {
  const row = await tx
    .selectFrom('circle')
    .select('name')
    .where('organisation_id', '=', member.organisationId)
    .where('id', '=', member.circleId)
    .executeTakeFirstOrThrow();
  return row.name;
}
