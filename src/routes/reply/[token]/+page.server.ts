import { error, fail } from '@sveltejs/kit';
import { replyInput } from '#features/findings/input.ts';
import { answerFinding, lookAtFinding } from '#features/findings/use-cases/answer-finding.ts';
import { rondo } from '#server/app.ts';
import { spend } from '#server/rate-limits.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

const limit = { name: 'reply', points: 20, minutes: 60 };

/** Reading changes nothing: mail scanners open every link. What it shows names nobody of the circle, whoever looks. */
export const load: PageServerLoad = async ({ params, setHeaders }) => {
  // The address is the key; it must not travel on, and nobody's machine keeps the words.
  setHeaders({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  const found = await rondo().database.asNobody((tx) => lookAtFinding(tx, params.token));
  if (!found) error(404);
  const { title, obstacle, change, to_name: name, circle, organisation, expires_at: until, state } = found;
  return {
    raised: {
      ...{ name, organisation, until, state },
      ...(circle !== null && { circle }),
      // Whoever comes back to a link that is over has no business with the words any more.
      ...(state === 'open' && { words: { title, obstacle, change } }),
    },
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: rondo().clock.now(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const read = readForm(replyInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const { database } = rondo();
    const { answer } = read.value;
    const spent = await spend(database, limit, event.getClientAddress());
    if (!spent.ok) return fail(429, { minutes: spent.minutes, values: { answer } });
    const told = { token: event.params.token, answer };
    const answered = await database.asNobody((tx) => answerFinding(tx, told));
    if (!answered.ok) return fail(410, { reason: answered.reason, values: { answer } });
    return { sent: true };
  },
};
