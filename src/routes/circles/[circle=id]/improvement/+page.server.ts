import { fail, redirect } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { improvementInput } from '#features/improvement/input.ts';
import { dropImprovement, keepImprovement } from '#features/improvement/use-cases/keep-improvement.ts';
import { readImprovementPlan } from '#features/improvement/use-cases/read-improvement-plan.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, { timeZone }) => ({
    circle: { id: member.circleId, name: (await findCircle(tx, member)).name, closed: member.closed },
    plan: await readImprovementPlan(tx, member, timeZone),
    writes: event.url.searchParams.has('write'),
    zone: timeZone,
    now: rondo().clock.now(),
  }));

export const actions: Actions = {
  keep: async (event) => {
    const read = readForm(improvementInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const { touchpoint: touchpointOn, ...words } = read.value;
    const done = await asCircleMember(event, (tx, member) =>
      keepImprovement(tx, member, { ...words, ...(touchpointOn && { touchpointOn }) }),
    );
    if (!done.ok) return fail(409, { problems: {}, values: read.values });
    redirect(303, `/circles/${event.params.circle}/improvement`);
  },
  drop: async (event) => {
    await asCircleMember(event, dropImprovement);
    redirect(303, `/circles/${event.params.circle}/improvement`);
  },
};
