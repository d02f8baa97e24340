import { fail, redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { skillTextInput } from '#features/skills/input.ts';
import { blankSkill } from '#features/skills/use-cases/begin-skill.ts';
import { openSkill } from '#features/skills/use-cases/open-skill.ts';
import { showChecked } from '#features/skills/use-cases/show-checked.ts';
import { addSkill } from '#features/skills/use-cases/write-skill.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const slug = event.url.searchParams.get('from');
  const from = slug
    ? await rondo().database.asPerson(person, (tx) => openSkill(tx, person, { slug }))
    : undefined;
  if (!from) return { text: blankSkill(person.name) };
  return { text: from.text, checked: showChecked(from.text) };
};

export const actions: Actions = {
  check: async (event) => {
    signedIn(event);
    const text = await typedText(event);
    return { text, checked: showChecked(text) };
  },
  save: async (event) => {
    const person = signedIn(event);
    const text = await typedText(event);
    const written = await rondo().database.asPerson(person, (tx) => addSkill(tx, person, text));
    if (!written.ok) return fail(422, { text, checked: showChecked(text), reason: written.reason });
    redirect(303, `/skills/${written.slug}`);
  },
};

async function typedText({ request }: { request: Request }): Promise<string> {
  const read = readForm(skillTextInput, await request.formData());
  return read.ok ? read.value.text : '';
}
