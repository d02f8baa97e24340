import { error, fail } from '@sveltejs/kit';
import { answerInput } from '#features/focus/input.ts';
import { answerQuestion, lookAtQuestion } from '#features/focus/use-cases/answer-question.ts';
import { rondo } from '#server/app.ts';
import { spend } from '#server/rate-limits.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

const limit = { name: 'answer', points: 20, minutes: 60 };

/** Reading changes nothing: mail scanners open every link. */
export const load: PageServerLoad = async ({ params, setHeaders }) => {
  // The address is the key; it must not travel on, and nobody's machine keeps the question.
  setHeaders({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  const found = await rondo().database.asNobody((tx) => lookAtQuestion(tx, params.token));
  if (!found) error(404);
  const { asker, organisation, to_name: name, question, expires_at: until, state } = found;
  return {
    asked: { asker, organisation, name, question, until, state },
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: rondo().clock.now(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const read = readForm(answerInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const { database } = rondo();
    const { answer } = read.value;
    const spent = await spend(database, limit, event.getClientAddress());
    if (!spent.ok) return fail(429, { minutes: spent.minutes, values: { answer } });
    const told = { token: event.params.token, answer };
    const answered = await database.asNobody((tx) => answerQuestion(tx, told));
    if (!answered.ok) return fail(410, { reason: answered.reason, values: { answer } });
    return { sent: true };
  },
};
