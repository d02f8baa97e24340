import { startSignIn } from '#features/people/use-cases/start-sign-in.ts';
import type { Actor } from '#server/database.ts';
import type { TestApp } from '../support/app.ts';

/** One more browser of somebody: its cookie. */
export async function signIn({ database }: TestApp, person: Actor): Promise<string> {
  const { token } = await database.asPerson(person, (tx) =>
    startSignIn(tx, { ...person, device: 'Firefox', now: new Date() }),
  );
  return `rondo=${token}`;
}
