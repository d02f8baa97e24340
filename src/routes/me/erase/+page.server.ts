import { fail, redirect } from '@sveltejs/kit';
import { forgetSignedIn, signedIn } from '#features/people/access.ts';
import { eraseInput } from '#features/people/input.ts';
import { erasePerson } from '#features/people/use-cases/erase-person.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { name, role } = signedIn(event);
  return { name, owner: role === 'owner' };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = signedIn(event);
    const read = readForm(eraseInput, await event.request.formData());
    if (!read.ok) return fail(400, read);
    if (read.value.name !== actor.name) {
      const { name } = read.value;
      return fail(400, { problems: { name: m.erase_name_other({ name: actor.name }) }, values: { name } });
    }
    await erasePerson(rondo(), actor);
    forgetSignedIn(event);
    redirect(303, '/sign-in?erased');
  },
};
