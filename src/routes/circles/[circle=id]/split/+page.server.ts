import { fail, redirect } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { splitInput } from '#features/decisions/input.ts';
import { readDecisions } from '#features/decisions/use-cases/read-decisions.ts';
import { proposeSplit, readSplits } from '#features/decisions/use-cases/split-circle.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, { timeZone }) => {
    const { id, name } = await findCircle(tx, member);
    const { open } = await readDecisions(tx, member, { now: rondo().clock.now(), timeZone });
    return {
      circle: { id, name, closed: member.closed },
      waits: open !== undefined,
      me: member.personId,
      view: await readSplits(tx, member),
    };
  });

export const actions: Actions = {
  default: async (event) => {
    const read = readForm(splitInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const { first, one, other } = read.value;
    const done = await asCircleMember(event, (tx, member) =>
      proposeSplit(tx, member, { first, names: [one, other] }),
    );
    if (!done.ok) return fail(409, { reason: done.reason });
    redirect(303, `/circles/${event.params.circle}`);
  },
};
