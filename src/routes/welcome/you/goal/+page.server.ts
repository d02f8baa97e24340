import { fail, redirect } from '@sveltejs/kit';
import { localDay } from '#core/circles/local-day.ts';
import { usualUntil } from '#core/goals/goal.ts';
import { goalInput } from '#features/goals/input.ts';
import { myGoalInShort } from '#features/goals/use-cases/read-goal.ts';
import { setGoal } from '#features/goals/use-cases/set-goal.ts';
import { goalRefusal } from '#features/goals/views/goal-words.ts';
import { signedIn } from '#features/people/access.ts';
import { endStep } from '#features/welcome/use-cases/settle-step.ts';
import { rondo } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const goal = await rondo().database.asPerson(person, (tx) => myGoalInShort(tx, person));
  // Made here, so that a form that is sent twice sets one goal.
  return { goal: goal?.text, fresh: newId() };
};

const through = { step: 'goal', kept: true } as const;

export const actions: Actions = {
  /** Sets a goal in its shortest form, until the usual day; all else of it is said on its own page. */
  set: async (event) => {
    const person = signedIn(event);
    const form = await event.request.formData();
    const today = localDay(rondo().clock.now(), person.timeZone);
    form.set('until', usualUntil(today));
    const read = readForm(goalInput, form);
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const next = await rondo().database.asPerson(person, async (tx) => {
      const set = await setGoal(tx, person, read.value, today);
      return set.ok ? { to: await endStep(tx, person, through) } : set;
    });
    if ('to' in next) redirect(303, next.to);
    return fail(409, { problems: { text: goalRefusal(next.reason) }, values: read.values });
  },
  /** A goal that stands already, or a focus to be found on its own page. */
  on: async (event) => {
    const person = signedIn(event);
    const to = (await event.request.formData()).get('to');
    const next = await rondo().database.asPerson(person, (tx) => endStep(tx, person, through));
    redirect(303, to === 'focus' ? '/me/focus' : next);
  },
};
