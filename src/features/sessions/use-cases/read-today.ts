import { circlesOf, type Member } from '#features/circles/use-cases/list-members.ts';
import { type BoardCard, myOpenCards, type Sighting } from '#features/commitments/use-cases/read-board.ts';
import { type GoalInShort, myGoalInShort } from '#features/goals/use-cases/read-goal.ts';
import { type ComingVisit, comingVisits } from '#features/visits/use-cases/coming-visits.ts';
import { allAnswered } from '#server/all-answered.ts';
import type { Actor, Tx } from '#server/database.ts';
import { listWaiting } from '../store/waiting.ts';
import { type ComingSession, comingSessions } from './coming-sessions.ts';
import { findMyRole } from './find-my-role.ts';

/** A circle of mine that is not closed, as the first page shows it. */
export interface TodayCircle {
  id: string;
  name: string;
  members: Member[];
  coming?: ComingSession;
  /** My card on its board. */
  card?: BoardCard;
}

/** Something that waits for the person, or that they wait for. */
export interface Waiting {
  kind:
    | 'consent'
    | 'request'
    | 'parting'
    | 'parting-me'
    | 'decision'
    | 'visit'
    | 'finding'
    | 'pact'
    | 'pact-held'
    | 'terms'
    | 'recording'
    | 'manager'
    | 'asked';
  circle: { id: string; name: string };
  /** Who asks to join; whom a parting is about; who proposes a decision; with whom one works as manager and report; who hopes for an answer. */
  name: string;
  /** The recording that hopes for an answer. */
  about?: string;
}

export interface Today {
  circles: TodayCircle[];
  /** Sessions of other circles whose guest I will be. */
  visits: ComingVisit[];
  /** My open goal. */
  goal?: GoalInShort;
  /** What the rota would make me in the next planned session. */
  role?: string;
  waiting: Waiting[];
  /** `about`: the id of what a notice leads to. */
  notices: { id: string; kind: string; at: Date; circle?: string; about?: string }[];
  /** The question about oneself is not settled yet. */
  welcome?: 'new' | 'begun';
  /** What others saw of my experiments, newest first, a few. */
  seen: Sighting[];
}

const sightingsShown = 3;

/** The first page of somebody's day. Nine queries at most, however many circles and whatever their past. */
export async function readToday(tx: Tx, actor: Actor): Promise<Today> {
  // Sent together: each round trip that a page waits for costs it as much as a query does.
  const [{ mine, coming }, cards, waits, goal, visits] = await allAnswered([
    openCircles(tx, actor),
    myOpenCards(tx, actor),
    listWaiting(tx, actor),
    myGoalInShort(tx, actor),
    comingVisits(tx, actor),
  ]);
  const circles = mine.map(({ id, name, members }): TodayCircle => {
    const [next, card] = [coming.get(id), cards.find((each) => each.circleId === id)];
    return { id, name, members, ...(next && { coming: next }), ...(card && { card }) };
  });
  circles.sort(soonestFirst);
  const role = await roleIn(tx, actor, circles[0]);
  const welcome = waits.find(({ kind }) => kind === 'welcome')?.name;
  return {
    circles,
    visits,
    ...(goal && { goal }),
    ...(role && { role }),
    ...(welcome && { welcome: welcome === 'begun' ? 'begun' : 'new' }),
    waiting: waits.flatMap((row): Waiting[] => {
      if (row.kind === 'notice' || row.kind === 'welcome' || row.circle_id === null) return [];
      const name = row.kind === 'asked' ? row.name : mine.find(({ id }) => id === row.circle_id)?.name;
      if (name === undefined) return [];
      const kind = row.kind === 'parting' && row.about_me ? 'parting-me' : row.kind;
      const about = kind === 'recording' && row.id ? { about: row.id } : {};
      return [{ kind, circle: { id: row.circle_id, name }, name: row.name, ...about }];
    }),
    notices: waits.flatMap(({ kind, id, name, at, circle_id, circle_name }) =>
      kind === 'notice' && id && at
        ? [
            {
              id,
              kind: name,
              at,
              ...(circle_name !== null && { circle: circle_name }),
              ...(circle_id !== null && { about: circle_id }),
            },
          ]
        : [],
    ),
    seen: cards
      .flatMap((card) => card.sightings)
      .sort((one, other) => other.seenAt.getTime() - one.seenAt.getTime())
      .slice(0, sightingsShown),
  };
}

async function openCircles(tx: Tx, actor: Actor) {
  const [circles, comingOf] = await allAnswered([circlesOf(tx, actor), comingSessions(tx, actor, 'mine')]);
  const mine = circles.filter((circle) => !circle.closed);
  return { mine, coming: comingOf(mine.map(({ id, members }) => ({ id, people: members.length }))) };
}

/** A room that is open comes first, then what is planned, by its time; circles without a date keep their order. */
function soonestFirst(one: TodayCircle, other: TodayCircle): number {
  return rank(one) - rank(other) || 0;
}

function rank({ coming }: TodayCircle): number {
  if (!coming || coming.missed) return Number.MAX_VALUE;
  return coming.live ? 0 : (coming.startsAt?.getTime() ?? Number.MAX_VALUE);
}

async function roleIn(tx: Tx, actor: Actor, circle?: TodayCircle): Promise<string | undefined> {
  const coming = circle?.coming;
  if (!circle || !coming?.playbook || coming.live || coming.missed) return undefined;
  return findMyRole(tx, actor, { ...circle, roles: coming.playbook.roles });
}
