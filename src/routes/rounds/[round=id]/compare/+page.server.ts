import { error } from '@sveltejs/kit';
import { asRoundOrganiser } from '#features/matching/access.ts';
import { type ProposalName, readTwoProposals } from '#features/matching/use-cases/read-proposal.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asRoundOrganiser(event, async (tx, organiser) => {
    const nameOf = (field: string): ProposalName | undefined => {
      const asked = event.url.searchParams.get(field);
      return asked === null ? undefined : asked === 'hand' ? 'hand' : Number(asked);
    };
    const two = await readTwoProposals(tx, organiser, { one: nameOf('one'), other: nameOf('other') });
    if (!two) error(404);
    return two;
  });
