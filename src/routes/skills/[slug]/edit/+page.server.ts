import { error, fail, redirect } from '@sveltejs/kit';
import { changeableSkill } from '#features/skills/access.ts';
import { skillTextInput } from '#features/skills/input.ts';
import { showChecked } from '#features/skills/use-cases/show-checked.ts';
import { changeSkill } from '#features/skills/use-cases/write-skill.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { found } = await changeableSkill(event);
  const { slug, skill, text, own } = found;
  return { slug, title: skill.title, text, number: own.newest, checked: showChecked(text) };
};

export const actions: Actions = {
  check: async (event) => {
    await changeableSkill(event);
    const { text, number } = await typed(event);
    return { text, number, checked: showChecked(text) };
  },
  save: async (event) => {
    const { found, person } = await changeableSkill(event);
    const { text, number } = await typed(event);
    const change = { slug: found.slug, text, number };
    const written = await rondo().database.asPerson(person, (tx) => changeSkill(tx, person, change));
    if (written.ok) redirect(303, `/skills/${written.slug}`);
    if (written.reason === 'no-such-skill') error(404);
    const newer = written.reason === 'changed-meanwhile' ? written.number : undefined;
    // Saving once more replaces what the other wrote: by then the page has said so.
    return fail(newer ? 409 : 422, { text, number: newer ?? number, newer, checked: showChecked(text) });
  },
};

async function typed({ request }: { request: Request }): Promise<{ text: string; number: number }> {
  const read = readForm(skillTextInput, await request.formData());
  return read.ok ? read.value : { text: '', number: 0 };
}
