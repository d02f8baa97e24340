import { fail, redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { chooseSkills } from '#features/profiles/use-cases/choose-skills.ts';
import { skillsInput } from '#features/welcome/input.ts';
import { readPicker } from '#features/welcome/use-cases/read-picker.ts';
import { endStep } from '#features/welcome/use-cases/settle-step.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  return rondo().database.asPerson(person, (tx) => readPicker(tx, person, 'offered'));
};

export const actions: Actions = {
  default: async (event) => {
    const person = signedIn(event);
    const read = readForm(skillsInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'not-understood' });
    const next = await rondo().database.asPerson(person, async (tx) => {
      await chooseSkills(tx, person, { side: 'offered', skills: read.value.skills });
      return endStep(tx, person, { step: 'strengths', kept: true });
    });
    redirect(303, next);
  },
};
