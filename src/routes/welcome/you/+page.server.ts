import { fail, redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { readProfile } from '#features/profiles/use-cases/read-profile.ts';
import { stepInput } from '#features/welcome/input.ts';
import { findPrompts } from '#features/welcome/use-cases/find-prompts.ts';
import { dismissWelcome, endStep } from '#features/welcome/use-cases/settle-step.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { department } = await rondo().database.asPerson(person, (tx) => readProfile(tx, person));
  const { field, known } = findPrompts(department);
  return { name: person.name, prompts: field.prompts, field: known ? field.name : undefined };
};

export const actions: Actions = {
  skip: async (event) => {
    const person = signedIn(event);
    const read = readForm(stepInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'not-understood' });
    const step = { step: read.value.step, kept: false };
    redirect(303, await rondo().database.asPerson(person, (tx) => endStep(tx, person, step)));
  },
  dismiss: async (event) => {
    const person = signedIn(event);
    await rondo().database.asPerson(person, (tx) => dismissWelcome(tx, person));
    redirect(303, '/');
  },
};
