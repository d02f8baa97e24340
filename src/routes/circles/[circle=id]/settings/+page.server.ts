import { fail } from '@sveltejs/kit';
import { localDay } from '#core/circles/local-day.ts';
import { asCircleMember } from '#features/circles/access.ts';
import { circleInput, pauseInput } from '#features/circles/input.ts';
import { changeCircle } from '#features/circles/use-cases/change-circle.ts';
import { pauseMembership, returnFromPause } from '#features/circles/use-cases/pause-membership.ts';
import { readCirclePage } from '#features/circles/use-cases/read-circle-page.ts';
import { listNames } from '#features/skills/use-cases/name-skills.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, person) => {
    const { circle, members } = await readCirclePage(tx, member);
    const now = rondo().clock.now();
    return {
      circle,
      skills: (await listNames(tx, person)).map(({ title }) => title),
      alone: members.length < 2,
      awayUntil: members.find((each) => each.id === member.personId)?.awayUntil,
      tomorrow: localDay(new Date(now.getTime() + 86_400_000), person.timeZone),
      now,
    };
  });

export const actions: Actions = {
  change: async (event) => {
    const read = readForm(circleInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const done = await asCircleMember(event, (tx, member) => changeCircle(tx, member, read.value));
    if (!done.ok) return fail(409, { reason: done.reason });
    return { saved: true };
  },
  pause: async (event) => {
    const read = readForm(pauseInput, await event.request.formData());
    if (!read.ok) return fail(400, { pauseProblem: m.circles_problem_day() });
    const now = rondo().clock.now();
    const done = await asCircleMember(event, (tx, member, { timeZone }) =>
      pauseMembership(tx, member, { ...read.value, now, timeZone }),
    );
    if (!done.ok) return fail(400, { pauseProblem: m.circles_problem_day() });
    return { paused: true };
  },
  return: async (event) => {
    await asCircleMember(event, returnFromPause);
    return { returned: true };
  },
};
