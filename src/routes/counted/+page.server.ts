import { fail } from '@sveltejs/kit';
import { localDay } from '#core/circles/local-day.ts';
import { monthSpan } from '#core/sharing/month-span.ts';
import { signedIn } from '#features/people/access.ts';
import { countInput } from '#features/sharing/input.ts';
import { countMeIn, readCounted } from '#features/sharing/use-cases/count-me-in.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  // In UTC, so that the number is the same for everybody who looks.
  const { name, ...span } = monthSpan(localDay(rondo().clock.now(), 'UTC'));
  const counted = await rondo().database.asPerson(person, (tx) => readCounted(tx, person, span));
  return { counted, month: name };
};

export const actions: Actions = {
  default: async (event) => {
    const person = signedIn(event);
    const read = readForm(countInput, await event.request.formData());
    if (!read.ok) return fail(400);
    await rondo().database.asPerson(person, (tx) => countMeIn(tx, person, read.value.counted === 'yes'));
    return undefined;
  },
};
