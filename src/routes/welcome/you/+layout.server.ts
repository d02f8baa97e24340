import { signedIn } from '#features/people/access.ts';
import { readWelcome } from '#features/welcome/use-cases/read-welcome.ts';
import { rondo } from '#server/app.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const person = signedIn(event);
  return { welcome: await rondo().database.asPerson(person, (tx) => readWelcome(tx, person)) };
};
