import { error, fail } from '@sveltejs/kit';
import { answerInput, sayings } from '#features/nudges/input.ts';
import { answerNudge, lookAtNudge } from '#features/nudges/use-cases/answer-nudge.ts';
import { rondo } from '#server/app.ts';
import { spend } from '#server/rate-limits.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

const limit = { name: 'nudge-answer', points: 30, minutes: 60 };

/** Shows what the mail told already, and nothing more. Reading changes nothing: mail scanners open every link. */
export const load: PageServerLoad = async ({ params, url }) => {
  const found = await lookAtNudge(rondo(), params.token);
  if (!found) error(404);
  const said = url.searchParams.get('say');
  return {
    state: found.state,
    ...(found.state === 'open' ? { words: found.words, context: found.context } : {}),
    /** What was pressed in the mail comes first here. */
    say: sayings.find((each) => each === said),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const app = rondo();
    const read = readForm(answerInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'not-understood', note: '' });
    const { say, note } = read.value;
    const spent = await spend(app.database, limit, event.getClientAddress());
    if (!spent.ok) return fail(429, { minutes: spent.minutes, note });
    const answered = await answerNudge(app, { token: event.params.token, say, note });
    if (answered.ok) return { done: say };
    return fail(answered.reason === 'spent' ? 410 : 400, { reason: answered.reason, note });
  },
};
