import { readPeople } from '#core/playbook/search-address.ts';
import { openedPlaybook } from '#features/playbooks/access.ts';
import { readPlaybook } from '#features/playbooks/use-cases/read-playbook.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { found, circles } = await openedPlaybook(event);
  const { slug, own, playbook } = found;
  return {
    bare: true,
    slug,
    own,
    circles,
    playbook,
    myName: event.locals.person?.name ?? '',
    steps: readPlaybook(playbook).steps,
    people: readPeople(event.url.searchParams, { usual: 3, fits: playbook.people }),
  };
};
