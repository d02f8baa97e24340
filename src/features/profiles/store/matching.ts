import type { Tx } from '#server/database.ts';

/** For the matching job, which acts for nobody and reads what is private: never for a page. */
export async function listForMatching(
  tx: Tx,
  { organisationId, people }: { organisationId: string; people: readonly string[] },
) {
  if (people.length === 0) return { persons: [], skills: [], wishes: [] };
  const persons = await tx
    .selectFrom('person')
    .leftJoin('person_profile', (join) =>
      join
        .onRef('person_profile.organisation_id', '=', 'person.organisation_id')
        .onRef('person_profile.person_id', '=', 'person.id'),
    )
    .leftJoin('private_preference', (join) =>
      join
        .onRef('private_preference.organisation_id', '=', 'person.organisation_id')
        .onRef('private_preference.person_id', '=', 'person.id'),
    )
    .select(['person.id', 'person.time_zone', 'person.languages', 'person.manager_id'])
    .select(['person_profile.department', 'person_profile.role_level', 'person_profile.week'])
    .select(['person_profile.moments'])
    .select(['private_preference.manager_welcome', 'private_preference.same_level_only'])
    .where('person.organisation_id', '=', organisationId)
    .where('person.id', 'in', people)
    .orderBy('person.id')
    .execute();
  const skills = await tx
    .selectFrom('person_skill')
    .select(['person_id', 'skill', 'offered', 'wanted', 'known', 'applied'])
    .where('organisation_id', '=', organisationId)
    .where('person_id', 'in', people)
    .execute();
  const wishes = await tx
    .selectFrom('private_wish')
    .select(['person_id', 'about_id', 'kind'])
    .where('organisation_id', '=', organisationId)
    .where('person_id', 'in', people)
    .where('about_id', 'in', people)
    .execute();
  return { persons, skills, wishes };
}
