import { readJournal } from '#features/journal/use-cases/read-journal.ts';
import { signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { clock, database } = rondo();
  const now = clock.now();
  const asked = event.url.searchParams;
  const month = asked.get('month') ?? undefined;
  const words = (asked.get('words') ?? '').slice(0, 200);
  const journal = await database.asPerson(person, (tx) =>
    readJournal(tx, person, { month, words, now: now.getTime() }),
  );
  return { journal, now, me: person.personId };
};
