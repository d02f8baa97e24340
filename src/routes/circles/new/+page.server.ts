import { fail, redirect } from '@sveltejs/kit';
import { circleInput } from '#features/circles/input.ts';
import { createCircle } from '#features/circles/use-cases/create-circle.ts';
import { signedIn } from '#features/people/access.ts';
import { listNames } from '#features/skills/use-cases/name-skills.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = signedIn(event);
  const names = await rondo().database.asPerson(actor, (tx) => listNames(tx, actor));
  return { skills: names.map(({ title }) => title) };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = signedIn(event);
    const read = readForm(circleInput, await event.request.formData());
    if (!read.ok) return fail(400, read);
    const { circleId } = await rondo().database.asPerson(actor, (tx) => createCircle(tx, actor, read.value));
    redirect(303, `/circles/${circleId}`);
  },
};
