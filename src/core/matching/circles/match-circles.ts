import type { Allowance } from '../allowance.ts';
import { groupSizes, mostInCircle } from '../group-sizes.ts';
import { random } from '../random.ts';
import { annealCircles } from './anneal-circles.ts';
import { type CircleSeating, circlesOf, firstSeating, seatCircles } from './circle-seating.ts';
import { type CircleTable, circleTable } from './circle-table.ts';
import { type CircleValue, circleValue } from './circle-value.ts';
import { describeCircle } from './describe-circle.ts';
import { likelyPartners } from './likely-partners.ts';
import type { MatchingResult } from './matching-result.ts';
import type { MatchRound } from './round.ts';
import { settleLeftovers } from './settle-leftovers.ts';
import { whyUnplaced } from './why-unplaced.ts';

/** How many likely partners each person is moved towards. */
const partners = 24;
/**
 * Up to so many people the search forgets how it began; with more it begins from circles that break no rule, as there may
 * be too few exchanges for each person to mend them.
 */
const forgotten = 2500;

/**
 * Forms the circles of a round: a first seating, then annealing, then another circle for whoever sits in one that
 * breaks a rule. No circle of the result breaks a hard rule, unless it was locked as it is.
 */
export function matchCircles(round: MatchRound, allowance: Allowance): MatchingResult {
  const table = circleTable(round);
  const value = circleValue(table, round);
  const { circles, left } = seekCircles(round, table, value, allowance);
  return resultOf(round, table, value, { circles, left, stopped: false });
}

/** Circles as places in the table; those that are locked come first. */
export function seekCircles(
  round: MatchRound,
  table: CircleTable,
  value: CircleValue,
  allowance: Allowance,
): { circles: number[][]; left: number[] } {
  const placeOf = new Map(round.people.map(({ id }, place) => [id, place]));
  const kept = (round.kept ?? []).map(({ members, open }) => ({
    open,
    members: members.map((id) => placeOf.get(id)).filter((place) => place !== undefined),
  }));
  const locked = kept.filter(({ open }) => !open).map(({ members }) => members);
  const begun = kept.filter(({ open, members }) => open && members.length > 0).map(({ members }) => members);
  const [away, staying] = [new Set(locked.flat()), new Set(begun.flat())];
  const people = [...round.people.keys()].filter((place) => !away.has(place));
  const dice = random(round.seed);
  const candidates = likelyPartners(table, { people, value, wanted: partners, dice });
  // Who makes a circle with nobody would only be in the way of others.
  const [fitting, hopeless] = split(
    people,
    (place) => staying.has(place) || candidates.list[place * partners] !== -1,
  );
  const first = firstSeating(
    { count: table.count, people: fitting, begun, size: round.size },
    { candidates, value, dice },
  );
  const least = Math.max(2, groupSizes(fitting.length, round.size).at(-1) ?? 2);
  const settle = (seating: CircleSeating) =>
    settleLeftovers(circlesOf(seating), {
      value,
      kept: (person) => staying.has(person),
      size: round.size,
      least: Math.max(2, Math.min(least, round.size - 1)),
      most: Math.min(mostInCircle, round.size + 1),
    });
  const start = fitting.length > forgotten ? seatCircles(settle(first), first) : first;
  const { seating } = annealCircles(start, { candidates, value, least, dice, allowance });
  const settled = settle(seating);
  return { circles: [...locked, ...settled.circles], left: [...hopeless, ...settled.left] };
}

/** What leaves the engine: ids, public parts, and reasons. */
export function resultOf(
  round: MatchRound,
  table: CircleTable,
  value: CircleValue,
  { circles, left, stopped }: { circles: number[][]; left: number[]; stopped: boolean },
): MatchingResult {
  const sum = circles.reduce((all, members) => all + Math.max(0, value(members)), 0);
  const unplaced = left.map((place) => ({
    person: (round.people[place] as { id: string }).id,
    reason: whyUnplaced(round, table, place),
  }));
  // A plain one: every circle perfect, without those whom public rules keep from everybody; what else keeps somebody apart must
  // not show in a number. See bound-circles.ts for one that says more, and takes longer.
  const possible = unplaced.filter(({ reason }) => reason.kind === 'no-room-in-a-fitting-circle').length;
  const bound = Math.max(sum, table.count - unplaced.length + possible);
  return {
    circles: circles.map((members) => describeCircle(round, table, members)),
    unplaced,
    value: sum,
    bound,
    gap: bound > 0 ? (bound - sum) / bound : 0,
    stopped,
  };
}

function split<T>(all: readonly T[], fits: (each: T) => boolean): [T[], T[]] {
  return [all.filter(fits), all.filter((each) => !fits(each))];
}
