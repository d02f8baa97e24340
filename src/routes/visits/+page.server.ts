import { signedIn } from '#features/people/access.ts';
import { listMyVisits } from '#features/visits/use-cases/read-own-visits.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = signedIn(event);
  return { visits: await rondo().database.asPerson(actor, (tx) => listMyVisits(tx, actor)) };
};
