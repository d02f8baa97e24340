import { fail } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { offerPersonalCode } from '#features/people/use-cases/make-personal-code.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => ({ demonstration: signedIn(event).demonstration });

export const actions: Actions = {
  default: async (event) => {
    const actor = signedIn(event);
    const code = await rondo().database.asPerson(actor, (tx) => offerPersonalCode(tx, actor));
    return code === undefined ? fail(403) : { code };
  },
};
