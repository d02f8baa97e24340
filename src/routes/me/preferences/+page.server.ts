import { fail } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { colleaguesOf } from '#features/people/use-cases/list-colleagues.ts';
import { preferencesInput, unwishInput, wishInput } from '#features/profiles/input.ts';
import {
  dropWish,
  keepPreference,
  keepWish,
  readPrivate,
} from '#features/profiles/use-cases/keep-private.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  return rondo().database.asPerson(person, async (tx) => ({
    ...(await readPrivate(tx, person)),
    colleagues: await colleaguesOf(tx, person),
  }));
};

export const actions: Actions = {
  choices: async (event) => {
    const person = signedIn(event);
    const read = readForm(preferencesInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'choices', ...read });
    const on = (choice: (typeof read.value.choices)[number]) => read.value.choices.includes(choice);
    const preference = {
      sameLevelOnly: on('sameLevelOnly'),
      cameraOff: on('cameraOff'),
      managerWelcome: on('managerWelcome'),
    };
    await rondo().database.asPerson(person, (tx) => keepPreference(tx, person, preference));
    return { part: 'choices', saved: true };
  },
  wish: async (event) => {
    const person = signedIn(event);
    const read = readForm(wishInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'wish', ...read });
    const kept = await rondo().database.asPerson(person, (tx) => keepWish(tx, person, read.value));
    if (!kept.ok) return fail(400, { part: 'wish', problems: { person: m.profile_problem_person() } });
    return { part: 'wish', saved: true };
  },
  drop: async (event) => {
    const person = signedIn(event);
    const read = readForm(unwishInput, await event.request.formData());
    if (read.ok) await rondo().database.asPerson(person, (tx) => dropWish(tx, person, read.value.person));
    return { part: 'wish', saved: true };
  },
};
