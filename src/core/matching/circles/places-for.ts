import { mostInCircle } from '../group-sizes.ts';
import { random } from '../random.ts';
import { circleTable } from './circle-table.ts';
import { circleScore, circleValue } from './circle-value.ts';
import type { MatchRound } from './round.ts';

/** A place where somebody may be moved to by hand. */
export interface Place {
  /** Which circle takes the person in. */
  circle: number;
  /** Who changes places with the person; undefined when there is a free seat. */
  swapWith?: string;
  /** All circles after the move. */
  circles: readonly (readonly string[])[];
  /** Public scores of the two circles together, 0 to 2, before and after. */
  before: number;
  after: number;
}

/** At most so many places are offered ... */
const mostPlaces = 4;
/** ... around people whom a draw, fixed by the round, gives to this person. */
const drawnPeople = 6;

/**
 * Where somebody may be moved to. Only circles of a few people are looked at who are drawn for this person, always the
 * same ones in one round: so what is not offered says next to nothing, be it for a draw, for hours or for a wish that
 * nobody is to know. Every place of every drawn person is valued, whatever comes out, so that time says nothing either.
 * The order is by circle, not by fit.
 */
export function placesFor(
  round: MatchRound,
  circles: readonly (readonly string[])[],
  person: string,
): readonly Place[] {
  const table = circleTable(round);
  const value = circleValue(table, round);
  const score = publicScore(round, table);
  const placeOf = new Map(round.people.map(({ id }, place) => [id, place]));
  const places = circles.map((circle) => circle.map((id) => placeOf.get(id) as number));
  const locked = new Set((round.kept ?? []).flatMap(({ members }) => members));
  const mover = placeOf.get(person);
  const home = circles.findIndex((circle) => circle.includes(person));
  if (mover === undefined || home < 0 || locked.has(person)) return [];
  const offered: Place[] = [];
  for (const circle of drawnCircles(round, circles, person)) {
    if (circle === home || circles[circle]?.every((id) => locked.has(id))) continue;
    const options = [undefined, ...(circles[circle] as readonly string[]).filter((id) => !locked.has(id))];
    const valued = options.map((swapWith) => {
      const after = moved(circles, { person, home, circle, swapWith });
      const [left, taken] = [after[home], after[circle]].map((ids) =>
        (ids as string[]).map((id) => placeOf.get(id) as number),
      ) as [number[], number[]];
      const allowed = sizesFit(round, left, taken) && fits(value, left) && fits(value, taken);
      return { swapWith, after, allowed, scores: score(left) + score(taken) };
    });
    const [best] = valued.filter(({ allowed }) => allowed).sort((a, b) => b.scores - a.scores);
    const before = score(places[home] as number[]) + score(places[circle] as number[]);
    if (best)
      offered.push({
        circle,
        ...(best.swapWith === undefined ? {} : { swapWith: best.swapWith }),
        circles: best.after,
        before,
        after: best.scores,
      });
  }
  return offered.slice(0, mostPlaces).sort((a, b) => a.circle - b.circle);
}

function publicScore(round: MatchRound, table: ReturnType<typeof circleTable>) {
  const open = { ...round.weights, likes: 0 };
  const known = Object.values(open).some((weight) => weight > 0);
  const score = known ? circleScore(table, open) : () => 0;
  return (members: readonly number[]) => (members.length < 2 ? 0 : score(members));
}

const fits = (value: (members: ArrayLike<number>) => number, members: readonly number[]) =>
  members.length === 0 || value(members) >= 0;

function sizesFit({ size }: MatchRound, left: readonly number[], taken: readonly number[]): boolean {
  const least = Math.max(2, size - 1);
  return taken.length <= Math.min(mostInCircle, size + 1) && (left.length === 0 || left.length >= least);
}

/** The circles of the people who are drawn for somebody, in the order of the draw. */
function drawnCircles(
  { people, seed }: MatchRound,
  circles: readonly (readonly string[])[],
  person: string,
): number[] {
  const drawn = people
    .filter(({ id }) => id !== person)
    .map(({ id }) => ({ id, rank: random(pairSeed(seed, person, id)).share() }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, drawnPeople);
  return [...new Set(drawn.map(({ id }) => circles.findIndex((circle) => circle.includes(id))))].filter(
    (circle) => circle >= 0,
  );
}

/** The same for both directions, so that a draw is one of the pair. */
function pairSeed(seed: number, one: string, other: string): number {
  let hash = seed | 0;
  for (const letter of one < other ? `${one}\n${other}` : `${other}\n${one}`)
    hash = Math.imul(hash ^ (letter.codePointAt(0) as number), 0x01000193);
  return hash;
}

function moved(
  circles: readonly (readonly string[])[],
  {
    person,
    home,
    circle,
    swapWith,
  }: { person: string; home: number; circle: number; swapWith: string | undefined },
): string[][] {
  return circles.map((ids, at) => {
    if (at === home)
      return ids.flatMap((id) => (id !== person ? [id] : swapWith === undefined ? [] : [swapWith]));
    if (at === circle) return [...ids.filter((id) => id !== swapWith), person];
    return [...ids];
  });
}
