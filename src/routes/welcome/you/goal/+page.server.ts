import { redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { endStep } from '#features/welcome/use-cases/settle-step.ts';
import { rondo } from '#server/app.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  /** The goal itself is written on its own page; from here on its step is through. */
  default: async (event) => {
    const person = signedIn(event);
    const done = { step: 'goal', kept: true } as const;
    await rondo().database.asPerson(person, (tx) => endStep(tx, person, done));
    redirect(303, '/me/focus');
  },
};
