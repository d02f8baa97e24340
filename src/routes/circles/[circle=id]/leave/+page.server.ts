import { redirect } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { readCirclePage } from '#features/circles/use-cases/read-circle-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member) => {
    const { circle, members } = await readCirclePage(tx, member);
    return { circle: { id: circle.id, name: circle.name }, last: members.length === 1 };
  });

export const actions: Actions = {
  default: async (event) => {
    await asCircleMember(event, leaveCircle);
    redirect(303, '/circles?left');
  },
};
