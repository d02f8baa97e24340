import {
  type Wanted,
  wantedForCard,
  wantedForPractice,
  wantedForProposal,
  wantedForSession,
} from '#core/nudges/wanted.ts';
import { circlesOf } from '#features/circles/use-cases/list-members.ts';
import { type BoardCard, myOpenCards } from '#features/commitments/use-cases/read-board.ts';
import { type PracticeDue, practiceDue } from '#features/ladders/use-cases/practice-due.ts';
import { comingSessions } from '#features/sessions/use-cases/coming-sessions.ts';
import { allAnswered } from '#server/all-answered.ts';
import type { Actor, Tx } from '#server/database.ts';
import { listMoments } from '../store/moments.ts';
import { listProposals } from '../store/proposals.ts';

/** What a nudge is about, in words that its reader wrote or knows: never what others said. */
export interface Topic extends Wanted {
  /** The circle's name; empty for practice. */
  circle: string;
  /** The card's experiment; the skill's title for practice; otherwise empty. */
  words: string;
  /** Where on the card it is due. */
  context: string;
  /** Where on this site it leads. */
  path: string;
}

type Reader = Actor & { timeZone: string };

/** A card of the reader's that is open, and the names of their open circles, by id. */
export interface Known {
  cards: readonly BoardCard[];
  circles: ReadonlyMap<string, string>;
}

/**
 * Everything that somebody could be nudged about, read in their own name, so that row-level security decides what a mail to
 * them can hold. `now`: milliseconds since 1970.
 */
export async function gatherWanted(tx: Tx, reader: Reader, now: number): Promise<Topic[]> {
  const mine = (await circlesOf(tx, reader)).filter(({ closed }) => !closed);
  const circles = new Map(mine.map(({ id, name }) => [id, name]));
  const cards = await myOpenCards(tx, reader);
  return [
    ...(await gatherKnown(tx, reader, { cards, circles }, now)),
    ...(await fromSessions(tx, reader, mine)),
  ];
}

/** The same without sessions, for a page that has read its circles and cards already: what is asked leaves together. */
export async function gatherKnown(tx: Tx, reader: Reader, known: Known, now: number): Promise<Topic[]> {
  const open = known.cards.filter((card) => known.circles.has(card.circleId) && !card.outcome);
  const [moments, proposals, due] = await allAnswered([
    listMoments(
      tx,
      reader,
      open.map(({ id }) => id),
    ),
    listProposals(tx, reader),
    practiceDue(tx, reader, now),
  ]);
  return [
    ...open.flatMap((card) => fromCard(card, moments.get(card.id), { ...known, reader })),
    ...fromProposals(proposals, known),
    ...(due ? [fromPractice(due)] : []),
  ];
}

function fromCard(
  card: BoardCard,
  moment: Date | undefined,
  { circles, reader }: Known & { reader: Reader },
): Topic[] {
  const open = {
    ...{ id: card.id, createdAt: card.createdAt.getTime(), carriedOver: card.carriedOver },
    ...(card.dueOn && { dueOn: card.dueOn }),
    ...(moment && { moment: moment.getTime() }),
  };
  const said = {
    ...{ circle: circles.get(card.circleId) ?? '', words: card.experiment, context: card.context },
    path: `/circles/${card.circleId}/board`,
  };
  return wantedForCard(open, reader.timeZone).map((wanted) => ({ ...wanted, ...said }));
}

async function fromSessions(
  tx: Tx,
  reader: Reader,
  circles: Awaited<ReturnType<typeof circlesOf>>,
): Promise<Topic[]> {
  const asked = circles.map(({ id, members }) => ({ id, people: members.length }));
  const coming = await comingSessions(tx, reader, asked);
  return circles.flatMap(({ id, name }) => {
    const session = coming.get(id);
    if (!session?.startsAt || session.live || session.missed) return [];
    const planned = { id: session.id, startsAt: session.startsAt.getTime() };
    const said = { circle: name, words: '', context: '', path: `/circles/${id}` };
    return [{ ...wantedForSession(planned, reader.timeZone), ...said }];
  });
}

function fromProposals(proposals: Awaited<ReturnType<typeof listProposals>>, { circles }: Known): Topic[] {
  return proposals.flatMap(({ id, key, circle_id, path, not_before }) => {
    const circle = circles.get(circle_id);
    if (circle === undefined) return [];
    const kind = 'request-waiting' as const;
    const wanted = wantedForProposal({ id, kind, key, notBefore: not_before.getTime() });
    return [{ ...wanted, circle, words: '', context: '', path }];
  });
}

function fromPractice(due: PracticeDue): Topic {
  const said = { circle: '', words: due.title, context: '', path: `/practice/${due.skill}` };
  return { ...wantedForPractice(due), ...said };
}
