import { notBefore } from '#core/nudges/not-before.ts';
import {
  type Wanted,
  wantedForCard,
  wantedForPractice,
  wantedForProposal,
  wantedForSession,
} from '#core/nudges/wanted.ts';
import { startOfDay } from '#core/time/start-of-day.ts';
import { circlesOf, type MyCircle } from '#features/circles/use-cases/list-members.ts';
import { type BoardCard, myOpenCards } from '#features/commitments/use-cases/read-board.ts';
import { type PracticeDue, practiceDue } from '#features/ladders/use-cases/practice-due.ts';
import { comingSessions } from '#features/sessions/use-cases/coming-sessions.ts';
import { comingVisits } from '#features/visits/use-cases/coming-visits.ts';
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
  /** A session of a circle that its reader visits. */
  asGuest?: true;
  /** Where on this site it leads. */
  path: string;
}

type Reader = Actor & { timeZone: string };

/** What of all that stands in other tables than cards and circles, whose pages have read those already. */
export interface Beside {
  rows: MyRows;
  practice: PracticeDue | undefined;
}

/** The reader's open cards, and their open circles by id. */
export interface Known {
  cards: readonly BoardCard[];
  circles: ReadonlyMap<string, KnownCircle>;
}

export interface KnownCircle {
  name: string;
  /** The day (YYYY-MM-DD) until which the reader is away from it. */
  awayUntil?: string | undefined;
}

/**
 * Everything that somebody could be nudged about, read in their own name, so that row-level security decides what a mail to
 * them can hold. `now`: milliseconds since 1970.
 */
export async function gatherWanted(tx: Tx, reader: Reader, now: number): Promise<Topic[]> {
  const mine = (await circlesOf(tx, reader)).filter(({ closed }) => !closed);
  const known = { circles: knownCircles(mine, reader.personId), cards: await myOpenCards(tx, reader) };
  const beside = await gatherBeside(tx, reader, now);
  return [
    ...topicsFrom(beside, known, reader.timeZone),
    ...(await fromSessions(tx, reader, mine)).flatMap(heldBack(beside, known, reader.timeZone)),
    ...(await fromVisits(tx, reader)),
  ];
}

/** Circles of one person, as topics need to know them. */
export function knownCircles(
  circles: readonly Pick<MyCircle, 'id' | 'name' | 'members'>[],
  me: string,
): Known['circles'] {
  return new Map(
    circles.map(({ id, name, members }) => [
      id,
      { name, awayUntil: members.find((member) => member.id === me)?.awayUntil },
    ]),
  );
}

/** What is asked here leaves together. `now`: milliseconds since 1970. */
export async function gatherBeside(tx: Tx, reader: Reader, now: number): Promise<Beside> {
  const [rows, practice] = await allAnswered([findMine(tx, reader), practiceDue(tx, reader, now)]);
  return { rows, practice };
}

/** All topics but sessions. `zone`: the reader's. */
export function topicsFrom(beside: Beside, known: Known, zone: string): Topic[] {
  const { rows, practice } = beside;
  const open = known.cards.filter((card) => known.circles.has(card.circleId) && !card.outcome);
  const ofCircles = [
    ...open.flatMap((card) => fromCard(card, rows.moments.get(card.id), { ...known, zone })),
    ...fromProposals(rows.proposals, known),
  ];
  return [...ofCircles.flatMap(heldBack(beside, known, zone)), ...(practice ? [fromPractice(practice)] : [])];
}

/** A topic and the circle that it comes from. */
type OfCircle = [circle: string, topic: Topic];

/** A circle that rests, or from which the reader is away, says nothing before the day on which it goes on. */
function heldBack({ rows }: Beside, { circles }: Known, zone: string): (each: OfCircle) => Topic[] {
  return ([circle, topic]) => {
    const days = [rows.rests.get(circle), circles.get(circle)?.awayUntil];
    const goesOn = days.map((day) => (day === undefined ? -Infinity : startOfDay(day, zone)));
    const held = notBefore(topic, Math.max(...goesOn));
    return held ? [held] : [];
  };
}

function fromCard(
  card: BoardCard,
  moment: Date | undefined,
  { circles, zone }: Known & { zone: string },
): OfCircle[] {
  const open = {
    ...{ id: card.id, createdAt: card.createdAt.getTime(), carriedOver: card.carriedOver },
    ...(card.dueOn && { dueOn: card.dueOn }),
    ...(moment && { moment: moment.getTime() }),
  };
  const said = {
    ...{ circle: circles.get(card.circleId)?.name ?? '', words: card.experiment, context: card.context },
    path: `/circles/${card.circleId}/board`,
  };
  return wantedForCard(open, zone).map((wanted) => [card.circleId, { ...wanted, ...said }]);
}

async function fromSessions(tx: Tx, reader: Reader, circles: readonly MyCircle[]): Promise<OfCircle[]> {
  const sized = circles.map(({ id, members }) => ({ id, people: members.length }));
  const ids = circles.map(({ id }) => id);
  const coming = (await comingSessions(tx, reader, ids))(sized);
  return circles.flatMap(({ id, name }): OfCircle[] => {
    const session = coming.get(id);
    if (!session?.startsAt || session.live || session.missed) return [];
    const planned = { id: session.id, startsAt: session.startsAt.getTime() };
    const said = { circle: name, words: '', context: '', path: `/circles/${id}` };
    return [[id, { ...wantedForSession(planned, reader.timeZone), ...said }]];
  });
}

/** A guest hears what members hear, of the session that they visit. Whether its circle rests is none of theirs. */
async function fromVisits(tx: Tx, reader: Reader): Promise<Topic[]> {
  return (await comingVisits(tx, reader)).flatMap(({ id, circle, sessionId, live, startsAt }): Topic[] => {
    if (!startsAt || live) return [];
    const planned = { id: sessionId, startsAt: startsAt.getTime() };
    const said = {
      circle: circle.name,
      words: '',
      context: '',
      path: `/visits/${id}`,
      asGuest: true as const,
    };
    return [{ ...wantedForSession(planned, reader.timeZone), ...said }];
  });
}

function fromProposals(proposals: MyRows['proposals'], { circles }: Known): OfCircle[] {
  return proposals.flatMap(({ id, key, circle, path, notBefore: from }): OfCircle[] => {
    const known = circles.get(circle);
    if (!known) return [];
    const kind = 'request-waiting' as const;
    const wanted = wantedForProposal({ id, kind, key, notBefore: from.getTime() });
    return [[circle, { ...wanted, circle: known.name, words: '', context: '', path }]];
  });
}

function fromPractice(due: PracticeDue): Topic {
  const said = { circle: '', words: due.title, context: '', path: `/practice/${due.skill}` };
  return { ...wantedForPractice(due), ...said };
}
