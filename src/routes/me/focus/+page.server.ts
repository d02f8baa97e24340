import { fail, redirect } from '@sveltejs/kit';
import { choiceInput } from '#features/focus/input.ts';
import { readFocus } from '#features/focus/use-cases/read-focus.ts';
import { signedIn } from '#features/people/access.ts';
import { chooseFocus } from '#features/profiles/use-cases/choose-focus.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  // The list of all skills is a form that asks for a page, so that it works without script.
  const asked = choiceInput.safeParse({ skill: event.url.searchParams.get('skill') });
  if (asked.success) redirect(303, `/me/focus/${asked.data.skill}`);
  const page = await rondo().database.asPerson(person, (tx) => readFocus(tx, person));
  return { ...page, zone: person.timeZone, now: rondo().clock.now() };
};

export const actions: Actions = {
  choose: async (event) => {
    const person = signedIn(event);
    const read = readForm(choiceInput, await event.request.formData());
    const problems = { skill: m.profile_problem_skill() };
    if (!read.ok) return fail(400, { problems });
    const { skill } = read.value;
    const done = await rondo().database.asPerson(person, async (tx) => {
      const { choices } = await readFocus(tx, person);
      if (!choices.some(({ value }) => value === skill)) return false;
      await chooseFocus(tx, person, skill);
      return true;
    });
    if (!done) return fail(400, { problems });
    redirect(303, '/me/focus');
  },
  rest: async (event) => {
    const person = signedIn(event);
    await rondo().database.asPerson(person, (tx) => chooseFocus(tx, person, null));
    redirect(303, '/me/focus');
  },
};
