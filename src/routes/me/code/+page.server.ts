import { signedIn } from '#features/people/access.ts';
import { makePersonalCode } from '#features/people/use-cases/make-personal-code.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  signedIn(event);
};

export const actions: Actions = {
  default: async (event) => {
    const actor = signedIn(event);
    return { code: await rondo().database.asPerson(actor, (tx) => makePersonalCode(tx, actor)) };
  },
};
