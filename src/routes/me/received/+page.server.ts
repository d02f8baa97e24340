import { signedIn } from '#features/people/access.ts';
import { readFeedAsked } from '#features/received/input.ts';
import { readReceived } from '#features/received/use-cases/read-received.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { clock, database } = rondo();
  const asked = readFeedAsked(event.url.searchParams);
  const { kind, behaviour, words, before } = asked;
  return {
    feed: await database.asPerson(person, (tx) => readReceived(tx, person, asked)),
    asked: { kind: kind ?? '', behaviour, words, further: before !== undefined },
    zone: person.timeZone,
    now: clock.now(),
  };
};
