import { fail, redirect } from '@sveltejs/kit';
import { languageChoices } from '#core/people/languages.ts';
import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { openingInput } from '#features/decisions/input.ts';
import { goOn } from '#features/decisions/use-cases/decide-together.ts';
import { proposeOpening } from '#features/decisions/use-cases/open-circle.ts';
import { readDecisions } from '#features/decisions/use-cases/read-decisions.ts';
import { getLocale } from '#messages/runtime.js';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, { timeZone }) => {
    const { id, name, purpose, focusSkill } = await findCircle(tx, member);
    const now = rondo().clock.now();
    const { open, opening } = await readDecisions(tx, member, { now, timeZone });
    return {
      circle: { id, name, purpose, focusSkill, closed: member.closed },
      waits: open !== undefined,
      opening,
      alone: (await membersOf(tx, member)).length < 2,
      languages: languageChoices(getLocale(), opening?.languages),
    };
  });

export const actions: Actions = {
  propose: async (event) => {
    const read = readForm(openingInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const done = await asCircleMember(event, (tx, member) => proposeOpening(tx, member, read.value));
    if (!done.ok) return fail(409, { reason: done.reason });
    redirect(303, `/circles/${event.params.circle}`);
  },
  shut: async (event) => {
    await asCircleMember(event, (tx, member) => goOn(tx, member, 'open'));
    redirect(303, `/circles/${event.params.circle}/open`);
  },
};
