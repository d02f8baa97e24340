import { fail, redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { confirmEmail, lookAtEmailChange } from '#features/people/use-cases/change-email.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  email: await lookAtEmailChange(rondo(), signedIn(event), event.params.token),
});

export const actions: Actions = {
  default: async (event) => {
    const confirmed = await confirmEmail(rondo(), signedIn(event), event.params.token);
    if (!confirmed.ok) return fail(410, { reason: confirmed.reason });
    redirect(303, '/me');
  },
};
