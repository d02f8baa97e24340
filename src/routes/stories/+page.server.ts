import { fail } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { storyIdInput } from '#features/sharing/input.ts';
import {
  readMyStories,
  readStories,
  removeStory,
  withdrawStory,
} from '#features/sharing/use-cases/publish-story.ts';
import { noteAside, readSetAside } from '#features/sharing/use-cases/set-aside.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  event.setHeaders({ 'cache-control': 'no-store' });
  return rondo().database.asPerson(person, async (tx) => {
    const stories = await readStories(tx, person);
    const published = new Set(stories.map(({ id }) => id));
    const kept = (await readMyStories(tx, person)).filter(({ id }) => !published.has(id));
    const aside = (await readSetAside(tx, person)).map(({ id }) => id);
    return { stories, kept, aside, me: person.personId, zone: person.timeZone, now: rondo().clock.now() };
  });
};

export const actions: Actions = {
  noted: async (event) => {
    const person = signedIn(event);
    const read = readForm(storyIdInput, await event.request.formData());
    if (!read.ok) return fail(400);
    await rondo().database.asPerson(person, (tx) => noteAside(tx, { kind: 'story', id: read.value.id }));
    return undefined;
  },
  withdraw: async (event) => {
    const person = signedIn(event);
    const read = readForm(storyIdInput, await event.request.formData());
    if (!read.ok) return fail(400);
    await rondo().database.asPerson(person, (tx) => withdrawStory(tx, person, read.value.id));
    return undefined;
  },
  remove: async (event) => {
    const person = signedIn(event);
    const read = readForm(storyIdInput, await event.request.formData());
    if (!read.ok) return fail(400);
    await rondo().database.asPerson(person, (tx) => removeStory(tx, person, read.value.id));
    return undefined;
  },
};
