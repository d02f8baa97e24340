import { fail, redirect } from '@sveltejs/kit';
import { ladderInput, paceInput } from '#features/ladders/input.ts';
import { agreePace, beginLadder } from '#features/ladders/use-cases/practise.ts';
import { readPractice } from '#features/ladders/use-cases/read-practice.ts';
import { signedIn } from '#features/people/access.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { clock, database } = rondo();
  const now = clock.now();
  const practice = await database.asPerson(person, (tx) => readPractice(tx, person, now.getTime()));
  return { practice, now, timeZone: person.timeZone, attempt: newId() };
};

export const actions: Actions = {
  begin: async (event) => {
    const person = signedIn(event);
    const read = readForm(ladderInput, await event.request.formData());
    const begun =
      read.ok && (await rondo().database.asPerson(person, (tx) => beginLadder(tx, person, read.value.skill)));
    if (!begun) return fail(400, { part: 'begin', problems: { skill: m.ladders_problem_skill() } });
    redirect(303, '/practice');
  },
  pace: async (event) => {
    const person = signedIn(event);
    const read = readForm(paceInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'pace', ...read });
    const { weekly, restUntil } = read.value;
    const pace = { weekly, ...(restUntil && { restUntil }) };
    await rondo().database.asPerson(person, (tx) => agreePace(tx, person, pace));
    return { part: 'pace', saved: true };
  },
};
