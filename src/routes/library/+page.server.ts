import { readSearch } from '#core/playbook/search-address.ts';
import { signedIn } from '#features/people/access.ts';
import { browseLibrary } from '#features/playbooks/use-cases/browse-library.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const library = await rondo().database.asPerson(person, (tx) => browseLibrary(tx, person));
  return { ...library, search: readSearch(event.url.searchParams) };
};
