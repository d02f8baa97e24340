import { fail, redirect } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { findOwnCard } from '#features/commitments/use-cases/find-own-card.ts';
import { beginInput } from '#features/findings/input.ts';
import { beginFinding } from '#features/findings/use-cases/write-finding.ts';
import { colleaguesOf } from '#features/people/use-cases/list-colleagues.ts';
import { rondo } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member) => {
    const inside = new Set((await membersOf(tx, member)).map(({ id }) => id));
    const card = await findOwnCard(tx, member, event.url.searchParams.get('card') ?? '');
    return {
      circle: { id: member.circleId, name: (await findCircle(tx, member)).name, closed: member.closed },
      colleagues: (await colleaguesOf(tx, member)).filter(({ id }) => !inside.has(id)),
      ...(card && { card: { id: card.id, experiment: card.experiment, note: card.note } }),
      // Made here, so that a form that is sent twice begins one.
      fresh: newId(),
    };
  });

export const actions: Actions = {
  default: async (event) => {
    const read = readForm(beginInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const { card: cardId, ...told } = read.value;
    const now = rondo().clock.now();
    const done = await asCircleMember(event, async (tx, member) => {
      const card = cardId === null ? null : ((await findOwnCard(tx, member, cardId))?.id ?? null);
      return beginFinding(tx, member, { ...told, card, now });
    });
    if (!done.ok) return fail(409, { reason: done.reason, values: read.values });
    redirect(303, `/circles/${event.params.circle}/findings/${told.id}`);
  },
};
