import { redirect } from '@sveltejs/kit';
import { printPlace } from '#core/received/place.ts';
import { strikeInput } from '#features/commitments/input.ts';
import { removeSightingOfMine } from '#features/commitments/use-cases/see-in-the-wild.ts';
import { signedIn } from '#features/people/access.ts';
import { readFeedAsked } from '#features/received/input.ts';
import { readReceived } from '#features/received/use-cases/read-received.ts';
import { feedAddress } from '#features/received/views/received-words.ts';
import { noteRead } from '#features/sharing/use-cases/note-read.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { clock, database } = rondo();
  const asked = readFeedAsked(event.url.searchParams);
  const { kind, behaviour, words, before } = asked;
  const feed = await database.asPerson(person, (tx) => readReceived(tx, person, asked));
  // Whoever said it in a session sees that it was opened, here as on the session's page; of what stands here, and no more.
  for (const { id, by, sessionId } of feed.items)
    if (sessionId) noteRead(rondo(), person, { kind: 'observation', id, ownerId: by.id, version: 1 });
  return {
    feed,
    asked: { kind: kind ?? '', behaviour, words, before: before ? printPlace(before) : '' },
    zone: person.timeZone,
    now: clock.now(),
  };
};

export const actions: Actions = {
  /** Takes away what somebody saw of the reader's experiment, and leads back to the page that it stood on. */
  remove: async (event) => {
    const person = signedIn(event);
    const read = readForm(strikeInput, await event.request.formData());
    if (read.ok) {
      await rondo().database.asPerson(person, (tx) => removeSightingOfMine(tx, person, read.value.id));
    }
    const { kind, behaviour, words, before } = readFeedAsked(event.url.searchParams);
    redirect(303, feedAddress({ kind, behaviour, words, before: before && printPlace(before) }));
  },
};
