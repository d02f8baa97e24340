import { error, redirect } from '@sveltejs/kit';
import { circlesOf } from '#features/circles/use-cases/list-members.ts';
import { readOwnRecordings } from '#features/exchange/use-cases/list-own-recordings.ts';
import { removeOwnRecording } from '#features/exchange/use-cases/remove-recording.ts';
import { signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import { isId } from '#server/ids.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { recordings, circles } = await rondo().database.asPerson(person, async (tx) => ({
    recordings: await readOwnRecordings(tx, person),
    circles: await circlesOf(tx, person),
  }));
  return {
    recordings,
    // By these the browser knows which of those that it never sent can still be sent.
    circles: circles.map(({ id, name, closed }) => ({ id, name, closed })),
    me: person.personId,
    zone: person.timeZone,
    now: rondo().clock.now(),
  };
};

export const actions: Actions = {
  remove: async (event) => {
    const person = signedIn(event);
    const id = String((await event.request.formData()).get('id') ?? '');
    if (!isId(id) || !(await removeOwnRecording(rondo(), person, id))) error(404);
    redirect(303, '/me/recordings');
  },
};
