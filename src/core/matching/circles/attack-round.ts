import { type Allowance, evaluations } from '../allowance.ts';
import { random } from '../random.ts';
import { describeCircles } from './describe-circle.ts';
import { matchCircles } from './match-circles.ts';
import { matchNearby } from './match-nearby.ts';
import type { MatchedCircle, MatchingResult } from './matching-result.ts';
import { neighbourhoods } from './neighbourhoods.ts';
import type { PlaceGuard } from './place-draw.ts';
import { placesFor } from './places-for.ts';
import type { MatchRound } from './round.ts';
import { pairKey } from './secret-round.ts';

/** What an organiser has read when they have done all that the program allows. */
export interface Read {
  ids: readonly string[];
  /** As they were shown, in order; facts are what the sentences are made of, word for word. */
  proposals: readonly Pick<MatchingResult, 'circles' | 'unplaced'>[];
  looks: readonly Look[];
  /** Neighbourhoods within which somebody may be moved; undefined where everybody is near. */
  areas: readonly (readonly string[])[] | undefined;
}

/** Somebody's places were asked for. */
export interface Look {
  person: string;
  /** The circles on the table; `home` is the person's. */
  circles: readonly (readonly string[])[];
  home: number;
  /** What was offered: which circle, both circles as they would be, and how much better their scores. */
  offered: readonly { circle: number; shown: readonly MatchedCircle[]; gain: number }[];
  /** How long the answer took, in any unit. */
  took: number;
}

/**
 * Five proposals, each with another circle locked so that they differ, then as many looks as the program allows, each with
 * a move if there is a place. Every other attacker asks about one neighbourhood after the other, the rest about anybody.
 */
export function attackRound(
  round: MatchRound,
  {
    guard,
    everywhere = false,
    looks,
    clock,
  }: { guard: PlaceGuard; everywhere?: boolean; looks: number; clock: () => number },
): Read {
  const dice = random(99 + round.seed);
  const ids = round.people.map(({ id }) => id);
  const proposals: MatchingResult[] = [];
  const areas = () =>
    everywhere
      ? undefined
      : neighbourhoods(
          proposals.map(({ circles }) => circles),
          ids,
        );
  let circles: readonly (readonly string[])[] = [];
  for (let solve = 0; solve < 5; solve++) {
    const held = circles[dice.below(Math.max(1, circles.length))];
    const asked = { ...round, kept: held ? [{ members: held, open: false }] : [] };
    const near = areas();
    const budget: Allowance = evaluations((near ? 300 : 100) * ids.length);
    const result = near ? matchNearby(asked, near, budget) : matchCircles(asked, budget);
    proposals.push(result);
    circles = result.circles.map(({ members }) => members);
  }
  const near = areas();
  const order = round.seed % 4 < 2 ? (near ?? [ids]).flat() : undefined;
  const made: Look[] = [];
  for (let look = 0; look < looks; look++) {
    const person = (order ? order[look % order.length] : ids[dice.below(ids.length)]) as string;
    const home = circles.findIndex((circle) => circle.includes(person));
    const around = home < 0 ? undefined : near?.find((area) => area.includes(person));
    const began = clock();
    const places = placesFor(round, { circles, person, near: around }, guard);
    const took = clock() - began;
    const offered = places.map(({ circle, circles, before, after }) => ({
      circle,
      shown: describeCircles(
        round,
        [home, circle].flatMap((at) => (circles[at]?.length ? [circles[at]] : [])),
      ),
      gain: after - before,
    }));
    made.push({ person, circles, home, offered, took });
    // The organiser does move somebody, so that circles are new ones the next time.
    circles = places[dice.below(Math.max(1, places.length))]?.circles ?? circles;
  }
  return { ids, proposals, looks: made, areas: near };
}

/** Every circle that was shown, proposed or offered. */
export function shownCircles({ proposals, looks }: Pick<Read, 'proposals' | 'looks'>): MatchedCircle[] {
  return [
    ...proposals.flatMap(({ circles }) => circles),
    ...looks.flatMap(({ offered }) => offered.flatMap(({ shown }) => shown)),
  ];
}

/** Every pair that was shown together: who has not refused each other. */
export function shownTogether(read: Pick<Read, 'proposals' | 'looks'>): Set<string> {
  const together = new Set<string>();
  for (const { members } of shownCircles(read))
    for (const a of members) for (const b of members) if (a < b) together.add(pairKey(a, b));
  return together;
}
