import { error, fail, redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { storyIdInput, storyInput } from '#features/sharing/input.ts';
import { findMyStory, publishStory } from '#features/sharing/use-cases/publish-story.ts';
import { rondo } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const asked = event.url.searchParams.get('story');
  if (asked === null) return { story: { id: newId(), title: '', text: '' } };
  const known = storyIdInput.safeParse({ id: asked });
  const story = known.success
    ? await rondo().database.asPerson(person, (tx) => findMyStory(tx, person, known.data.id))
    : undefined;
  if (!story) error(404);
  return { story };
};

export const actions: Actions = {
  default: async (event) => {
    const person = signedIn(event);
    const read = readForm(storyInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    await rondo().database.asPerson(person, (tx) => publishStory(tx, person, read.value));
    redirect(303, '/stories');
  },
};
