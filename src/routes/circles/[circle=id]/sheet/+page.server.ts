import { asCircleMember } from '#features/circles/access.ts';
import { readCirclePage } from '#features/circles/use-cases/read-circle-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member) => {
    const { circle, members } = await readCirclePage(tx, member);
    return { circle, names: members.map((each) => each.name) };
  });
