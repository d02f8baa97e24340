import { fail, redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { preferencesInput } from '#features/profiles/input.ts';
import { keepPreference, readPrivate } from '#features/profiles/use-cases/keep-private.ts';
import { endStep } from '#features/welcome/use-cases/settle-step.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { preference } = await rondo().database.asPerson(person, (tx) => readPrivate(tx, person));
  return { preference };
};

export const actions: Actions = {
  default: async (event) => {
    const person = signedIn(event);
    const read = readForm(preferencesInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'not-understood' });
    const { choices } = read.value;
    const next = await rondo().database.asPerson(person, async (tx) => {
      await keepPreference(tx, person, {
        sameLevelOnly: choices.includes('sameLevelOnly'),
        cameraOff: choices.includes('cameraOff'),
        managerWelcome: choices.includes('managerWelcome'),
      });
      return endStep(tx, person, { step: 'preferences', kept: true });
    });
    redirect(303, next);
  },
};
