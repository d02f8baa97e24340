import { error, redirect } from '@sveltejs/kit';
import { readPlace } from '#core/received/place.ts';
import { strikeInput } from '#features/commitments/input.ts';
import { readCardsOfMine, removeCardOfMine } from '#features/commitments/use-cases/cards-of-mine.ts';
import { signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { clock, database } = rondo();
  const before = readPlace(event.url.searchParams.get('before') ?? '');
  const page = await database.asPerson(person, (tx) => readCardsOfMine(tx, person, { before }));
  return { ...page, first: before === undefined, zone: person.timeZone, now: clock.now() };
};

export const actions: Actions = {
  remove: async (event) => {
    const person = signedIn(event);
    const read = readForm(strikeInput, await event.request.formData());
    const id = read.ok ? read.value.id : undefined;
    if (!id || !(await rondo().database.asPerson(person, (tx) => removeCardOfMine(tx, person, id))))
      error(404);
    redirect(303, '/me/cards');
  },
};
