import { demonstrationKeeper, operator } from '#features/doors/access.ts';
import { createDemonstration } from '#features/doors/use-cases/create-demonstration.ts';
import { hasOwnHosts, openDemonstration } from '#features/doors/use-cases/open-demonstration.ts';
import { readInstallation } from '#features/doors/use-cases/read-installation.ts';
import { removeDemonstration } from '#features/doors/use-cases/remove-demonstration.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  demonstrationKeeper(locals);
  const app = rondo();
  const { demonstrations } = await readInstallation(app);
  return {
    exists: demonstrations > 0,
    mayOpen: locals.operator !== undefined,
    ownHosts: hasOwnHosts(app.config),
  };
};

export const actions: Actions = {
  open: async ({ locals }) => {
    const proved = operator(locals);
    const app = rondo();
    await createDemonstration(app, proved);
    return { doors: await openDemonstration(app, proved) };
  },
  remove: async ({ locals }) => {
    await removeDemonstration(rondo(), demonstrationKeeper(locals));
    return { removed: true };
  },
};
