import { fail, redirect } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { cycleInput } from '#features/decisions/input.ts';
import { propose } from '#features/decisions/use-cases/decide-together.ts';
import { readDecisions } from '#features/decisions/use-cases/read-decisions.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, { timeZone }) => {
    const now = rondo().clock.now();
    return {
      circle: { id: member.circleId, name: (await findCircle(tx, member)).name, closed: member.closed },
      view: await readDecisions(tx, member, { now, timeZone }),
      alone: (await membersOf(tx, member)).length < 2,
      /** After a look back: the form comes first, and may begin with the same outcome again. */
      renew: event.url.searchParams.has('renew'),
      now,
      zone: timeZone,
    };
  });

export const actions: Actions = {
  cycle: async (event) => {
    const read = readForm(cycleInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const done = await asCircleMember(event, (tx, member) =>
      propose(tx, member, { kind: 'cycle', ...read.value }),
    );
    if (!done.ok) return fail(409, { reason: done.reason });
    redirect(303, `/circles/${event.params.circle}`);
  },
};
