import { error } from '@sveltejs/kit';
import { lookAtStop, stopMails } from '#features/nudges/use-cases/stop-mails.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

/** Reading changes nothing: mail scanners open every link. */
export const load: PageServerLoad = async ({ params }) => {
  const found = await rondo().database.asNobody((tx) => lookAtStop(tx, params.token));
  if (!found) error(404);
  return found;
};

export const actions: Actions = {
  /**
   * Pressed on the page, or by a mail program without one. Without a limit: mail providers press for many people from one
   * address, a token cannot be guessed, and once more does no harm.
   */
  default: async ({ params }) => {
    const stopped = await rondo().database.asNobody((tx) => stopMails(tx, params.token));
    if (!stopped) error(404);
    return { stopped: true };
  },
};
