import { error, redirect } from '@sveltejs/kit';
import { readEntry } from '#features/journal/use-cases/read-journal.ts';
import { removeEntry } from '#features/journal/use-cases/write-entry.ts';
import { signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const entry = await rondo().database.asPerson(person, (tx) => readEntry(tx, person, event.params.entry));
  if (!entry) error(404);
  return { entry, me: person.personId, now: rondo().clock.now() };
};

export const actions: Actions = {
  remove: async (event) => {
    const person = signedIn(event);
    await rondo().database.asPerson(person, async (tx) => {
      if (!(await readEntry(tx, person, event.params.entry))) error(404);
      await removeEntry(tx, person, event.params.entry);
    });
    redirect(303, '/journal');
  },
};
