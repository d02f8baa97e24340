import { signedIn } from '#features/people/access.ts';
import { readByBehaviour } from '#features/received/use-cases/read-received.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { clock, database } = rondo();
  return {
    ...(await database.asPerson(person, (tx) => readByBehaviour(tx, person))),
    zone: person.timeZone,
    now: clock.now(),
  };
};
