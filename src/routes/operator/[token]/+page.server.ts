import { fail, redirect } from '@sveltejs/kit';
import { keepOperator } from '#features/doors/access.ts';
import { readInstallation } from '#features/doors/use-cases/read-installation.ts';
import { lookAtOperatorLink, useOperatorLink } from '#features/doors/use-cases/use-operator-link.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({
  works: await lookAtOperatorLink(rondo(), params.token),
});

export const actions: Actions = {
  default: async (event) => {
    const app = rondo();
    const visit = await useOperatorLink(app, event.params.token);
    if (!visit.ok) return fail(410, { reason: visit.reason });
    keepOperator(event, visit);
    const { organisations } = await readInstallation(app);
    redirect(303, organisations > 0 ? '/operator' : '/welcome');
  },
};
