import { fail, redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { readProfile } from '#features/profiles/use-cases/read-profile.ts';
import { tellDepartment } from '#features/profiles/use-cases/tell-department.ts';
import { fieldInput } from '#features/welcome/input.ts';
import { findPrompts, listFields } from '#features/welcome/use-cases/find-prompts.ts';
import { nameDepartment } from '#features/welcome/use-cases/name-department.ts';
import { endStep } from '#features/welcome/use-cases/settle-step.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { department } = await rondo().database.asPerson(person, (tx) => readProfile(tx, person));
  const { field, known } = findPrompts(department);
  return {
    department,
    fields: listFields()
      .slice(0, -1)
      .map(({ name }) => name),
    field: known ? field.name : undefined,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const person = signedIn(event);
    const read = readForm(fieldInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const next = await rondo().database.asPerson(person, async (tx) => {
      const before = (await readProfile(tx, person)).department;
      await tellDepartment(tx, person, nameDepartment({ ...read.value, before }));
      return endStep(tx, person, { step: 'field', kept: true });
    });
    redirect(303, next);
  },
};
