import { readSkillSearch } from '#core/skills/search.ts';
import { signedIn } from '#features/people/access.ts';
import { browseSkills } from '#features/skills/use-cases/browse-skills.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const skills = await rondo().database.asPerson(person, (tx) => browseSkills(tx, person));
  return { ...skills, search: readSkillSearch(event.url.searchParams) };
};
