import { error, redirect } from '@sveltejs/kit';
import { readOwnRecordings } from '#features/exchange/use-cases/list-own-recordings.ts';
import { removeOwnRecording } from '#features/exchange/use-cases/remove-recording.ts';
import { signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import { isId } from '#server/ids.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const recordings = await rondo().database.asPerson(person, (tx) => readOwnRecordings(tx, person));
  return { recordings, zone: person.timeZone, now: rondo().clock.now() };
};

export const actions: Actions = {
  remove: async (event) => {
    const person = signedIn(event);
    const id = String((await event.request.formData()).get('id') ?? '');
    if (!isId(id) || !(await removeOwnRecording(rondo(), person, id))) error(404);
    redirect(303, '/me/recordings');
  },
};
