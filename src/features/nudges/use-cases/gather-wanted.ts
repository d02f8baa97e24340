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
import { findMine, type MyRows } from '../store/mine.ts';

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

/** What of all that stands in other tables than cards and circles, whose pages have read those already. */
export interface Beside {
  rows: MyRows;
  practice: PracticeDue | undefined;
}

/** The reader's open cards, and the names of their open circles by id. */
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
  const beside = await gatherBeside(tx, reader, now);
  return [
    ...topicsFrom(beside, { cards, circles }, reader.timeZone),
    ...(await fromSessions(tx, reader, mine)),
  ];
}

/** What is asked here leaves together. `now`: milliseconds since 1970. */
export async function gatherBeside(tx: Tx, reader: Reader, now: number): Promise<Beside> {
  const [rows, practice] = await allAnswered([findMine(tx, reader), practiceDue(tx, reader, now)]);
  return { rows, practice };
}

/** All topics but sessions. `zone`: the reader's. */
export function topicsFrom({ rows, practice }: Beside, known: Known, zone: string): Topic[] {
  const open = known.cards.filter((card) => known.circles.has(card.circleId) && !card.outcome);
  return [
    ...open.flatMap((card) => fromCard(card, rows.moments.get(card.id), { ...known, zone })),
    ...fromProposals(rows.proposals, known),
    ...(practice ? [fromPractice(practice)] : []),
  ];
}

function fromCard(
  card: BoardCard,
  moment: Date | undefined,
  { circles, zone }: Known & { zone: string },
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
  return wantedForCard(open, zone).map((wanted) => ({ ...wanted, ...said }));
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

function fromProposals(proposals: MyRows['proposals'], { circles }: Known): Topic[] {
  return proposals.flatMap(({ id, key, circle, path, notBefore }) => {
    const name = circles.get(circle);
    if (name === undefined) return [];
    const kind = 'request-waiting' as const;
    const wanted = wantedForProposal({ id, kind, key, notBefore: notBefore.getTime() });
    return [{ ...wanted, circle: name, words: '', context: '', path }];
  });
}

function fromPractice(due: PracticeDue): Topic {
  const said = { circle: '', words: due.title, context: '', path: `/practice/${due.skill}` };
  return { ...wantedForPractice(due), ...said };
}
