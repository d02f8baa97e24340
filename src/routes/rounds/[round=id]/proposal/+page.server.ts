import { error, fail, redirect } from '@sveltejs/kit';
import { asRoundOrganiser } from '#features/matching/access.ts';
import { solveInput } from '#features/matching/input.ts';
import { titlesOf } from '#features/matching/use-cases/name-skills.ts';
import { publishRound } from '#features/matching/use-cases/publish-round.ts';
import { readProposal } from '#features/matching/use-cases/read-round-page.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asRoundOrganiser(event, async (tx, organiser) => {
    const number = Number(event.url.searchParams.get('solve') ?? '1');
    const proposal = await readProposal(tx, organiser, number);
    if (!proposal) error(404);
    return { ...proposal, skills: titlesOf(proposal.circles) };
  });

export const actions: Actions = {
  publish: async (event) => {
    const form = await event.request.formData();
    const published = await asRoundOrganiser(event, async (tx, organiser) => {
      const read = readForm(solveInput, form);
      return read.ok && (await publishRound(tx, organiser, read.value.solve));
    });
    if (!published) return fail(409, { reason: 'not-published' });
    redirect(303, `/rounds/${event.params.round}`);
  },
};
