import { fail, redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { writtenInput } from '#features/welcome/input.ts';
import { endStep } from '#features/welcome/use-cases/settle-step.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  /** For browsers without script; what was written goes back and is kept nowhere. */
  compare: async (event) => {
    signedIn(event);
    const read = readForm(writtenInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'not-understood' });
    return { written: read.value.written };
  },
  on: async (event) => {
    const person = signedIn(event);
    const done = { step: 'listening', kept: true } as const;
    redirect(303, await rondo().database.asPerson(person, (tx) => endStep(tx, person, done)));
  },
};
