import { roundsOf } from '#features/matching/use-cases/read-round-page.ts';
import { signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { database, clock } = rondo();
  const rounds = await database.asPerson(person, (tx) => roundsOf(tx, person));
  return { rounds, now: clock.now(), zone: person.timeZone };
};
