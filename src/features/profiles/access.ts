import { error } from '@sveltejs/kit';
import { type SignedIn, signedIn } from '#features/people/access.ts';

/** The gate of the pages on which an owner brings people in and takes them out; to everybody else they are not there. */
export function owning(event: Parameters<typeof signedIn>[0]): SignedIn {
  const person = signedIn(event);
  if (person.role !== 'owner') error(404);
  return person;
}
