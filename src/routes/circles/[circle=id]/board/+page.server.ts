import { fail, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import { readMoment } from '#core/nudges/moment.ts';
import { asCircleMember, type CircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import {
  adjustInput,
  cardInput,
  notYetInput,
  outcomeInput,
  sightingInput,
  strikeInput,
} from '#features/commitments/input.ts';
import { carryOver } from '#features/commitments/use-cases/carry-over.ts';
import { findEarlierAlike } from '#features/commitments/use-cases/find-earlier-alike.ts';
import { adjustCard, giveOutcome } from '#features/commitments/use-cases/give-outcome.ts';
import { readBoard } from '#features/commitments/use-cases/read-board.ts';
import { addSighting, strikeSighting } from '#features/commitments/use-cases/see-in-the-wild.ts';
import { changeCard, writeCard } from '#features/commitments/use-cases/write-card.ts';
import { boardChanges } from '#features/commitments/views/board-changes.ts';
import { comesUnfolded } from '#features/commitments/views/board-forms.svelte.ts';
import { goalsOnBoard } from '#features/goals/use-cases/read-goal.ts';
import { tieCard } from '#features/goals/use-cases/tie-card.ts';
import { findMoment } from '#features/nudges/use-cases/find-moment.ts';
import { setMoment } from '#features/nudges/use-cases/set-moment.ts';
import { readPacts } from '#features/pacts/use-cases/read-pacts.ts';
import type { SignedIn } from '#features/people/access.ts';
import { allAnswered } from '#server/all-answered.ts';
import { rondo } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { partScripts } from '#server/part-scripts.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, person) => {
    event.depends(boardChanges);
    const asked = (name: string) => {
      const value = event.url.searchParams.get(name) ?? '';
      return uuid.test(value) ? value : undefined;
    };
    const owner = asked('past');
    const [places, circle, goals, moment, pacts] = await allAnswered([
      readBoard(tx, member, owner ? { owner, before: asked('before') } : undefined),
      findCircle(tx, member),
      goalsOnBoard(tx, member),
      findMoment(tx, member, person),
      readPacts(tx, member),
    ]);
    const open = { form: event.url.searchParams.get('do') ?? '', saw: asked('saw') };
    if (comesUnfolded({ open, places })) event.locals.scripts = partScripts('board', ['forms']);
    return {
      circle: { id: member.circleId, name: circle.name, closed: member.closed },
      places,
      goals,
      moment,
      pacts,
      open,
      // Made here, so that a form that is sent twice is one card or one sighting.
      ids: { card: newId(), sighting: newId() },
      zone: person.timeZone,
      now: rondo().clock.now(),
    };
  });

type Answer = { ok: true } | { ok: false; reason: string; field?: string };

/** Reads the form, does it in one transaction, and leads back to the board; a refusal keeps what was typed. */
function action<T extends z.ZodType>(
  input: T,
  work: (tx: Tx, member: CircleMember, value: z.output<T>, person: SignedIn) => Promise<Answer>,
) {
  return async (event: RequestEvent) => {
    const form = await event.request.formData();
    const read = readForm(input, form);
    const values = typedIn(form);
    if (!read.ok) return fail(400, { reason: 'not-understood', field: '', values });
    const answer = await asCircleMember(event, (tx, member, person) => work(tx, member, read.value, person));
    if (!answer.ok) return fail(400, { reason: answer.reason, field: answer.field ?? '', values });
    redirect(303, `/circles/${event.params.circle}/board`);
  };
}

/** For the fields of a page that comes back; such a key is no field's, and cannot be written into a page. */
function typedIn(form: FormData): Record<string, string> {
  const typed = [...form].filter(([name]) => name !== '__proto__');
  return Object.fromEntries(typed.map(([name, value]) => [name, String(value)]));
}

/** Once the card stands there: whether it leads to its writer's goal, and when the meeting is, as the form says. */
async function tied(
  tx: Tx,
  person: SignedIn,
  { id, goal, moment }: { id: string; goal: boolean; moment: string },
  write: () => Promise<Answer>,
): Promise<Answer> {
  const meeting = readMoment(moment, { zone: person.timeZone, now: now() });
  if (!meeting.ok) return { ...meeting, field: 'moment' };
  const answer = await write();
  if (!answer.ok) return answer;
  await tieCard(tx, person, { card: id, tied: goal });
  await setMoment(tx, person, { card: id, at: meeting.at });
  return answer;
}

const now = () => rondo().clock.now().getTime();

export const actions: Actions = {
  write: action(cardInput, (tx, member, { id, goal, moment, ...card }, person) =>
    tied(tx, person, { id, goal, moment }, () => writeCard(tx, member, { id, card, now: now() })),
  ),
  change: action(cardInput, (tx, member, { id, goal, moment, version, ...card }, person) =>
    tied(tx, person, { id, goal, moment }, () => changeCard(tx, member, { id, card, version, now: now() })),
  ),
  adjust: action(adjustInput, (tx, member, { id, goal, moment, from, note, ...card }, person) =>
    tied(tx, person, { id, goal, moment }, () =>
      adjustCard(tx, member, { id, from, note, card, now: now() }),
    ),
  ),
  outcome: action(outcomeInput, (tx, member, { feeling, ...said }) =>
    giveOutcome(tx, member, { ...said, ...(feeling === undefined ? {} : { feeling }) }),
  ),
  /** Which earlier cards are like the one that is being written; what was typed comes back as it was. */
  alike: async (event) => {
    const form = await event.request.formData();
    const read = readForm(cardInput.pick({ experiment: true, behaviour: true, context: true }), form);
    const card = read.ok ? read.value : { experiment: '', behaviour: '', context: '' };
    const alike = await asCircleMember(event, (tx, member) =>
      findEarlierAlike(tx, member, { card, asked: true }),
    );
    return { reason: '', field: '', values: typedIn(form), alike };
  },
  notYet: action(notYetInput, async (tx, member, { id, seen }) => {
    await carryOver(tx, member, id, seen);
    return { ok: true };
  }),
  saw: action(sightingInput, (tx, member, sighting) => addSighting(tx, member, sighting)),
  strike: action(strikeInput, async (tx, member, { id }) => {
    await strikeSighting(tx, member, id);
    return { ok: true };
  }),
};
