import { fail, redirect } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { termsInput } from '#features/exchange/input.ts';
import { agreeTerms, readTerms } from '#features/exchange/use-cases/agree-terms.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, { timeZone }) => ({
    circle: { id: member.circleId, name: (await findCircle(tx, member)).name, closed: member.closed },
    members: (await membersOf(tx, member)).map(({ id, name }) => ({ id, name })),
    terms: await readTerms(tx, member),
    zone: timeZone,
    now: rondo().clock.now(),
  }));

export const actions: Actions = {
  agree: async (event) => {
    const read = readForm(termsInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const done = await asCircleMember(event, (tx, member) => agreeTerms(tx, member, read.value));
    if (!done.ok) return fail(409, { reason: done.reason, values: read.values });
    redirect(303, `/circles/${event.params.circle}/exchange`);
  },
};
