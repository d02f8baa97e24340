import { signedIn } from '#features/people/access.ts';
import { quoteByBehaviour } from '#features/received/use-cases/quote-by-behaviour.ts';
import { noteRead } from '#features/sharing/use-cases/note-read.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { clock, database } = rondo();
  const met = await database.asPerson(person, (tx) => quoteByBehaviour(tx, person));
  const { behaviours, older, opened } = met;
  for (const { id, ownerId } of opened)
    noteRead(rondo(), person, { kind: 'observation', id, ownerId, version: 1 });
  return { behaviours, older, zone: person.timeZone, now: clock.now() };
};
