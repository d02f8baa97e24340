import { readInstallation } from '#features/doors/use-cases/read-installation.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { organisations } = await readInstallation(rondo());
  return { ready: organisations > 0, open: locals.operator !== undefined };
};
