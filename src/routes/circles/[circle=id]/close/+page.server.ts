import { redirect } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { closeCircle } from '#features/circles/use-cases/close-circle.ts';
import { readCirclePage } from '#features/circles/use-cases/read-circle-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member) => {
    const { circle } = await readCirclePage(tx, member);
    if (circle.closedAt) redirect(303, `/circles/${circle.id}`);
    return { circle: { id: circle.id, name: circle.name } };
  });

export const actions: Actions = {
  default: async (event) => {
    await asCircleMember(event, closeCircle);
    redirect(303, `/circles/${event.params.circle}`);
  },
};
