import { operator } from '#features/doors/access.ts';
import { readInstallation } from '#features/doors/use-cases/read-installation.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  operator(locals);
  return readInstallation(rondo());
};
