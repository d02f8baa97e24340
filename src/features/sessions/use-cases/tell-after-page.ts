import { tellPeople } from '#features/changes/use-cases/tell-people.ts';
import type { Database } from '#server/database.ts';
import type { SessionMember } from '../access.ts';

/**
 * What was said in a session that is over goes less far, or further, or is gone: pages of it that are open elsewhere look again.
 * `people`: who took part, because a discarded session no longer says.
 */
export async function tellAfterPage(
  database: Pick<Database, 'asPerson'>,
  member: SessionMember,
  people: readonly string[],
): Promise<void> {
  await database.asPerson(member, async (tx) => {
    const rows = await tx
      .selectFrom('session_member')
      .select('person_id')
      .where('organisation_id', '=', member.organisationId)
      .where('session_id', '=', member.sessionId)
      .execute();
    const all = [...new Set([...people, ...rows.map(({ person_id }) => person_id)])];
    await tellPeople(tx, { organisationId: member.organisationId, people: all, topic: 'shares' });
  });
}
