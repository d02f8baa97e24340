import { redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { endStep } from '#features/welcome/use-cases/settle-step.ts';
import { rondo } from '#server/app.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  /** Goal and focus have pages of their own; from here on the step is through. */
  default: async (event) => {
    const person = signedIn(event);
    const to = (await event.request.formData()).get('to');
    const done = { step: 'goal', kept: true } as const;
    await rondo().database.asPerson(person, (tx) => endStep(tx, person, done));
    redirect(303, to === 'focus' ? '/me/focus' : '/me/goal');
  },
};
