import { error, fail, redirect } from '@sveltejs/kit';
import { findCircleMember } from '#features/circles/access.ts';
import { signedIn } from '#features/people/access.ts';
import { askVisitInput } from '#features/visits/input.ts';
import { askVisit, nameCircleToVisit } from '#features/visits/use-cases/ask-visit.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** For colleagues who know the way: what the circle is called, which everybody in the organisation may know, and no more. */
export const load: PageServerLoad = async (event) => {
  const actor = signedIn(event);
  const { circle } = event.params;
  const { name, member } = await rondo().database.asPerson(actor, async (tx) => ({
    name: await nameCircleToVisit(tx, actor, circle),
    member: await findCircleMember(tx, actor, circle),
  }));
  if (name === undefined) error(404);
  if (member) redirect(303, `/circles/${circle}/visits`);
  return { circle: { id: circle, name } };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = signedIn(event);
    const { circle: circleId } = event.params;
    const read = readForm(askVisitInput, await event.request.formData());
    const done = await rondo().database.asPerson(actor, async (tx) => {
      if ((await nameCircleToVisit(tx, actor, circleId)) === undefined) error(404);
      return read.ok ? askVisit(tx, actor, { circleId, ...read.value }) : undefined;
    });
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    if (done && !done.ok) return fail(409, { reason: done.reason, values: read.values });
    redirect(303, `/visits/${done?.visitId}`);
  },
};
