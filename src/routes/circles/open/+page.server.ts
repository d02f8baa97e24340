import { fail, redirect } from '@sveltejs/kit';
import { askInput } from '#features/decisions/input.ts';
import { askToJoinOpen, openCircles } from '#features/decisions/use-cases/open-circle.ts';
import { signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = signedIn(event);
  return { circles: await rondo().database.asPerson(actor, (tx) => openCircles(tx, actor)) };
};

export const actions: Actions = {
  ask: async (event) => {
    const actor = signedIn(event);
    const form = await event.request.formData();
    const read = readForm(askInput, form);
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const done = await rondo().database.asPerson(actor, (tx) => askToJoinOpen(tx, actor, read.value));
    if (!done.ok) return fail(409, { reason: done.reason });
    redirect(303, '/circles/open');
  },
};
