import { fail, redirect } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { personIdInput } from '#features/circles/input.ts';
import { proposeParting } from '#features/circles/use-cases/part-with-member.ts';
import { readCirclePage } from '#features/circles/use-cases/read-circle-page.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member) => {
    const { circle, members } = await readCirclePage(tx, member);
    return {
      circle: { id: circle.id, name: circle.name },
      others: members
        .filter((each) => each.id !== member.personId)
        .map((each) => ({ value: each.id, label: each.name })),
    };
  });

export const actions: Actions = {
  default: async (event) => {
    const read = readForm(personIdInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems });
    const done = await asCircleMember(event, (tx, member) => proposeParting(tx, member, read.value.person));
    if (!done.ok) return fail(409, { reason: done.reason });
    redirect(303, `/circles/${event.params.circle}`);
  },
};
