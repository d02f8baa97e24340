import { error, fail } from '@sveltejs/kit';
import { lookAtStop, stopMails } from '#features/nudges/use-cases/stop-mails.ts';
import { rondo } from '#server/app.ts';
import { spend } from '#server/rate-limits.ts';
import type { Actions, PageServerLoad } from './$types';

const limit = { name: 'nudge-stop', points: 60, minutes: 60 };

/** Reading changes nothing: mail scanners open every link. */
export const load: PageServerLoad = async ({ params }) => {
  const found = await rondo().database.asNobody((tx) => lookAtStop(tx, params.token));
  if (!found) error(404);
  return found;
};

export const actions: Actions = {
  /** Pressed on the page, or by a mail program without one. */
  default: async (event) => {
    const { database } = rondo();
    const spent = await spend(database, limit, event.getClientAddress());
    if (!spent.ok) return fail(429, { minutes: spent.minutes });
    const stopped = await database.asNobody((tx) => stopMails(tx, event.params.token));
    if (!stopped) error(404);
    return { stopped: true };
  },
};
