import { error, fail, redirect } from '@sveltejs/kit';
import { attemptInput } from '#features/ladders/input.ts';
import { beginLadder, putLadderAway, tellAttempt } from '#features/ladders/use-cases/practise.ts';
import { readLadder } from '#features/ladders/use-cases/read-practice.ts';
import { signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { clock, database } = rondo();
  const now = clock.now();
  const told = event.url.searchParams.get('told') ?? undefined;
  const page = await database.asPerson(person, (tx) =>
    readLadder(tx, person, { skill: event.params.skill, told, now: now.getTime() }),
  );
  if (!page) error(404);
  return { page, now, timeZone: person.timeZone, attempt: newId() };
};

export const actions: Actions = {
  tell: async (event) => {
    const person = signedIn(event);
    const { skill } = event.params;
    const read = readForm(attemptInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'tell', ...read });
    const { clock, database } = rondo();
    const now = clock.now().getTime();
    const kept = await database.asPerson(person, (tx) =>
      tellAttempt(tx, person, { skill, told: read.value, now }),
    );
    if (!kept.ok) error(404);
    redirect(303, `/practice/${skill}?told=${encodeURIComponent(read.value.exercise)}`);
  },
  begin: async (event) => {
    const person = signedIn(event);
    const { skill } = event.params;
    if (!(await rondo().database.asPerson(person, (tx) => beginLadder(tx, person, skill)))) error(404);
    redirect(303, '/practice');
  },
  away: async (event) => {
    const person = signedIn(event);
    await rondo().database.asPerson(person, (tx) => putLadderAway(tx, person, event.params.skill));
    redirect(303, '/practice');
  },
};
