import { openedPlaybook } from '#features/playbooks/access.ts';
import { dealDeck } from '#features/playbooks/use-cases/deal-deck.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { found } = await openedPlaybook(event);
  return { slug: found.slug, own: found.own, title: found.playbook.title, cards: dealDeck(found.playbook) };
};
