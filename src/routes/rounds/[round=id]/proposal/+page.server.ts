import { error, fail, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import { asRoundOrganiser, type RoundOrganiser } from '#features/matching/access.ts';
import {
  lockInput,
  lookInput,
  moveInput,
  publishInput,
  solveInput,
  stepInput,
} from '#features/matching/input.ts';
import {
  type ChangedDraft,
  lockCircle,
  lookFrom,
  movePerson,
  publishByHand,
  stepBackOrOn,
  takeProposal,
} from '#features/matching/use-cases/change-draft.ts';
import { awaitPlaces, readLook } from '#features/matching/use-cases/look-for-places.ts';
import { publishRound } from '#features/matching/use-cases/publish-round.ts';
import { type ProposalName, readProposal } from '#features/matching/use-cases/read-proposal.ts';
import { askForSolve } from '#features/matching/use-cases/solve-round.ts';
import type { Tx } from '#server/database.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = (event) =>
  asRoundOrganiser(event, async (tx, organiser) => {
    const asked = event.url.searchParams;
    const name: ProposalName | undefined = asked.has('solve') ? Number(asked.get('solve')) : undefined;
    const look = asked.has('look') ? Number(asked.get('look')) : undefined;
    const proposal = await readProposal(tx, organiser, { name, look });
    if (!proposal) error(404);
    return proposal;
  });

/** The page of what is changed by hand. */
const hand = ({ params }: RequestEvent) => `/rounds/${params.round}/proposal`;

/** One act at the table: what does not fit into a form is refused like a table that has changed meanwhile. */
async function act<T extends z.ZodType>(
  event: RequestEvent,
  schema: T,
  work: (tx: Tx, organiser: RoundOrganiser, value: z.output<T>) => Promise<ChangedDraft>,
) {
  const form = await event.request.formData();
  const changed = await asRoundOrganiser(event, async (tx, organiser): Promise<ChangedDraft> => {
    const read = readForm(schema, form);
    return read.ok ? work(tx, organiser, read.value) : { ok: false, reason: 'stale' };
  });
  if (!changed.ok) return fail(409, { reason: changed.reason, asked: 'change' });
  redirect(303, hand(event));
}

export const actions: Actions = {
  look: async (event) => {
    const form = await event.request.formData();
    const asked = await asRoundOrganiser(event, async (tx, organiser) => {
      const read = readForm(lookInput, form);
      return read.ok ? lookFrom(tx, organiser, read.value) : ({ ok: false, reason: 'stale' } as const);
    });
    if (!asked.ok) return fail(409, { reason: asked.reason, asked: 'look' });
    await awaitPlaces(() =>
      asRoundOrganiser(event, (tx, organiser) => readLook(tx, organiser, asked.number)),
    );
    redirect(303, `${hand(event)}?look=${asked.number}#places`);
  },
  move: (event) => act(event, moveInput, movePerson),
  lock: (event) =>
    act(event, lockInput, (tx, organiser, { hold, ...lock }) =>
      lockCircle(tx, organiser, { ...lock, hold: hold === 'yes' }),
    ),
  undo: (event) =>
    act(event, stepInput, (tx, organiser, { version }) =>
      stepBackOrOn(tx, organiser, { version, forward: false }),
    ),
  redo: (event) =>
    act(event, stepInput, (tx, organiser, { version }) =>
      stepBackOrOn(tx, organiser, { version, forward: true }),
    ),
  take: (event) => act(event, solveInput, (tx, organiser, { solve }) => takeProposal(tx, organiser, solve)),
  again: async (event) => {
    const asked = await asRoundOrganiser(event, askForSolve);
    if (!asked.ok) return fail(409, { reason: asked.reason, asked: 'solve' });
    redirect(303, `/rounds/${event.params.round}`);
  },
  publish: async (event) => {
    const form = await event.request.formData();
    const published = await asRoundOrganiser(event, async (tx, organiser) => {
      const read = readForm(publishInput, form);
      if (!read.ok) return false;
      const { version, solve } = read.value;
      if (version !== undefined) return publishByHand(tx, organiser, version);
      return solve !== undefined && publishRound(tx, organiser, solve);
    });
    if (!published) return fail(409, { reason: 'not-published', asked: 'publish' });
    redirect(303, `/rounds/${event.params.round}`);
  },
};
