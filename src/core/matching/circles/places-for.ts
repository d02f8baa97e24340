import { mostInCircle } from '../group-sizes.ts';
import { circleTable } from './circle-table.ts';
import { circleScore, circleValue } from './circle-value.ts';
import { type PlaceGuard, seededDraw, usualGuard } from './place-draw.ts';
import type { MatchRound } from './round.ts';

/** A place where somebody may be moved to by hand. */
export interface Place {
  /** Which circle takes the person in. */
  circle: number;
  /** Who changes places with the person; undefined when there is a free seat, as always for somebody without a circle. */
  swapWith?: string;
  /** All circles after the move. */
  circles: readonly (readonly string[])[];
  /** Public scores of the two circles together, 0 to 2, before and after; of one where the person had none. */
  before: number;
  after: number;
}

/** Whose places are asked for, and in which circles everybody sits. */
export interface Seated {
  circles: readonly (readonly string[])[];
  person: string;
  /** Who is near them (neighbourhoods.ts); only circles of these people are looked at. Without it all are near. */
  near?: readonly string[] | undefined;
}

/**
 * Where somebody may be moved to, or placed who has no circle. Only circles of a few people are looked at who are drawn for this person, always the
 * same ones, and some pairs are refused for no reason: so what is not offered says next to nothing, be it for a draw, for
 * hours or for a wish that nobody is to know. Every place of every drawn person is valued, whatever comes out, so that
 * time says nothing either. The order is by circle, not by fit. Of `round.people` only those in `circlesToLookAt` and the
 * person's own circle are needed.
 */
export function placesFor(
  round: MatchRound,
  seated: Seated,
  guard: PlaceGuard = { ...usualGuard, draw: seededDraw(round.seed) },
): readonly Place[] {
  const { circles, person } = seated;
  const home = circles.findIndex((circle) => circle.includes(person));
  const looked = circlesToLookAt(seated, guard);
  const near = new Set([
    person,
    ...(circles[home] ?? []),
    ...looked.flatMap((circle) => circles[circle] ?? []),
  ]);
  const people = round.people.filter(({ id }) => near.has(id));
  const placeOf = new Map(people.map(({ id }, place) => [id, place]));
  const locked = new Set((round.kept ?? []).flatMap(({ members }) => members));
  if (locked.has(person) || [...near].some((id) => !placeOf.has(id))) return [];
  const table = circleTable({ people });
  const value = circleValue(table, round);
  const score = publicScore(round, table);
  const placesOf = (ids: readonly string[]) => ids.map((id) => placeOf.get(id) as number);
  const fits = (ids: readonly string[]) => ids.length === 0 || value(placesOf(ids)) >= 0;
  const offered: Place[] = [];
  for (const circle of looked) {
    const there = circles[circle] as readonly string[];
    if (there.every((id) => locked.has(id))) continue;
    const options = [undefined, ...(home < 0 ? [] : there.filter((id) => !locked.has(id)))];
    const valued = options.map((swapWith) => {
      const after = moved(circles, { person, home, circle, swapWith });
      const [left, taken] = [after[home] ?? [], after[circle] as string[]];
      const meets = [person, taken, swapWith, left] as const;
      const rules = [sizesFit(round, left, taken), fits(left), fits(taken), drawnToMeet(meets, guard)];
      return {
        swapWith,
        after,
        allowed: rules.every(Boolean),
        scores: score(placesOf(left)) + score(placesOf(taken)),
      };
    });
    const [best] = valued.filter(({ allowed }) => allowed).sort((a, b) => b.scores - a.scores);
    const before = score(placesOf(circles[home] ?? [])) + score(placesOf(there));
    if (best)
      offered.push({
        circle,
        ...(best.swapWith === undefined ? {} : { swapWith: best.swapWith }),
        circles: best.after,
        before,
        after: best.scores,
      });
  }
  return offered.slice(0, guard.places).sort((a, b) => a.circle - b.circle);
}

/** The other circles of the people who are drawn for somebody, in the order of the draw; nothing private decides it. */
export function circlesToLookAt(
  { circles, person, near }: Seated,
  { people, waiting, draw }: Pick<PlaceGuard, 'people' | 'waiting' | 'draw'>,
): number[] {
  const isNear = near && new Set(near);
  const drawn = circles
    .flatMap((circle, at) =>
      !isNear || circle.every((id) => isNear.has(id)) ? circle.map((id) => ({ id, at })) : [],
    )
    .filter(({ id }) => id !== person)
    .map(({ id, at }) => ({ at, rank: draw('look', person, id) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, circles.some((circle) => circle.includes(person)) ? people : waiting);
  return [...new Set(drawn.map(({ at }) => at))].filter((at) => !circles[at]?.includes(person));
}

function publicScore(round: MatchRound, table: ReturnType<typeof circleTable>) {
  const open = { ...round.weights, likes: 0 };
  const known = Object.values(open).some((weight) => weight > 0);
  const score = known ? circleScore(table, open) : () => 0;
  return (members: readonly number[]) => (members.length < 2 ? 0 : score(members));
}

function sizesFit({ size }: MatchRound, left: readonly string[], taken: readonly string[]): boolean {
  const least = Math.max(2, size - 1);
  return taken.length <= Math.min(mostInCircle, size + 1) && (left.length === 0 || left.length >= least);
}

/** Whether nobody meets somebody whom chance keeps from them; everybody is asked about, whatever comes out. */
function drawnToMeet(
  [person, taken, swapWith, left]: readonly [
    string,
    readonly string[],
    string | undefined,
    readonly string[],
  ],
  { refusals, draw }: PlaceGuard,
): boolean {
  const refused = (one: string, others: readonly string[]) =>
    others.filter((other) => other !== one && draw('refusal', one, other) < refusals).length;
  return refused(person, taken) + (swapWith === undefined ? 0 : refused(swapWith, left)) === 0;
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
