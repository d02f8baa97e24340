import { operator } from '#features/doors/access.ts';
import { readOutbox } from '#features/doors/use-cases/read-outbox.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  mails: await readOutbox(rondo(), operator(locals)),
});
