import { fail, redirect } from '@sveltejs/kit';
import { farewellPlaybooks } from '#core/circles/decision-limits.ts';
import { localDay } from '#core/circles/local-day.ts';
import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { farewellInput, restInput } from '#features/decisions/input.ts';
import { propose, proposeRest } from '#features/decisions/use-cases/decide-together.ts';
import { readDecisions } from '#features/decisions/use-cases/read-decisions.ts';
import { findShippedPlaybook } from '#features/playbooks/use-cases/find-shipped-playbook.ts';
import { m } from '#messages';
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
      playbooks: farewellPlaybooks.flatMap((slug) => {
        const shipped = findShippedPlaybook(slug);
        return shipped
          ? [{ value: slug, label: shipped.playbook.title, hint: shipped.playbook.summary }]
          : [];
      }),
      tomorrow: localDay(new Date(now.getTime() + 86_400_000), timeZone),
    };
  });

export const actions: Actions = {
  rest: async (event) => {
    const read = readForm(restInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems });
    const now = rondo().clock.now();
    const done = await asCircleMember(event, (tx, member, { timeZone }) =>
      proposeRest(tx, member, { ...read.value, now, timeZone }),
    );
    if (!done.ok && done.reason === 'not-a-day-ahead')
      return fail(400, { problems: { until: m.decisions_problem_day() } });
    if (!done.ok) return fail(409, { reason: done.reason });
    redirect(303, `/circles/${event.params.circle}`);
  },
  farewell: async (event) => {
    const read = readForm(farewellInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems });
    const done = await asCircleMember(event, (tx, member) =>
      propose(tx, member, { kind: 'farewell', ...read.value }),
    );
    if (!done.ok) return fail(409, { reason: done.reason });
    redirect(303, `/circles/${event.params.circle}`);
  },
};
