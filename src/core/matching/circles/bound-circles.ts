import { type Allowance, type Meter, meter, stretch } from '../allowance.ts';
import type { FractionalRequest } from '../bound/fractional-groups.ts';
import { type Generated, generateGroups, improve } from '../bound/generate-groups.ts';
import { groupSizes } from '../group-sizes.ts';
import { random } from '../random.ts';
import { type CircleTable, circleTable } from './circle-table.ts';
import { type CircleValue, circleValue } from './circle-value.ts';
import { likelyPartners } from './likely-partners.ts';
import { seekCircles } from './match-circles.ts';
import type { MatchingResult } from './matching-result.ts';
import { type PairScores, pairScores } from './pair-scores.ts';
import { priceAllCircles } from './price-all-circles.ts';
import { priceCircles } from './price-circles.ts';
import type { MatchRound } from './round.ts';

const partners = 24;
/** Share of the allowance for circles to begin with, and for fractional ones. */
const [firstShare, fractionalShare] = [0.1, 0.35];
const [rounds, looks, passes] = [12, 4, 300];
/** What the beam of one person, and a set that is looked at, cost beside the trial of an exchange. */
const [beamCost, setCost] = [600, 0.01];
/** Beyond so many people there are too many circles to look at. */
export const mostBounded = 1200;

/** A value that no circles which everybody is in exceed, of these sizes. */
export interface CirclesBound {
  value: number;
  /** Sizes that circles have; `counted`: as many of each as were agreed, instead of any number. */
  lengths: readonly number[];
  counted: boolean;
  /** It holds where some people have no circle as well. */
  leaving: boolean;
}

/**
 * From the linear program over all circles that break no rule. It takes a while; a result can stand without it.
 *
 * @param found circles of everybody to begin from, by ids; without them some are sought first. Where rules leave them other
 * sizes than agreed, the bound allows those as well, any number of them
 * @returns undefined when it was stopped before all circles were looked at, or where circles are kept or people left out
 */
export function boundCircles(
  round: MatchRound,
  allowance: Allowance,
  found?: readonly (readonly string[])[],
): CirclesBound | undefined {
  const { people, size, kept = [] } = round;
  const sizes = groupSizes(people.length, size);
  const smaller = sizes.at(-1) ?? 0;
  if (kept.length > 0 || smaller < 2 || people.length > mostBounded) return undefined;
  const table = circleTable(round);
  const value = circleValue(table, round);
  const circles = found ? placesOf(round, found) : soughtFirst({ round, table, value }, allowance);
  const counted = agreed(circles, sizes);
  if (circles.flat().length < people.length) return undefined;
  const lengths = [...new Set([...sizes, ...circles.map(({ length }) => length)])].sort((a, b) => a - b);
  const problem = {
    people: people.length,
    alive: [...people.keys()],
    size: counted ? smaller : Math.max(...lengths),
    larger: counted ? sizes.filter((each) => each > smaller).length : 0,
    lengths,
    meter: meter(allowance),
  };
  const generated = fractionalCircles({ round, table, value }, problem, circles);
  const looked = lookAtAll({ round, table, value }, problem, generated);
  return looked === undefined
    ? undefined
    : { value: looked + 1e-9 * problem.people, lengths, counted, leaving: false };
}

function placesOf({ people }: MatchRound, circles: readonly (readonly string[])[]): number[][] {
  const placeOf = new Map(people.map(({ id }, place) => [id, place]));
  return circles.map((members) => members.map((id) => placeOf.get(id) as number));
}

function soughtFirst({ round, table, value }: Valued, allowance: Allowance): number[][] {
  const begin = allowance(0);
  const early = stretch(allowance, { from: begin, to: begin + firstShare * (1 - begin) });
  return seekCircles(round, table, value, early).circles;
}

/** A result with a bound of `boundCircles` or `boundByMates`; unchanged where that does not speak of circles like these. */
export function withBound(
  result: MatchingResult,
  size: number,
  bound: CirclesBound | undefined,
): MatchingResult {
  const members = result.circles.map((circle) => circle.members);
  const sizes = groupSizes(members.flat().length, size);
  if (bound === undefined || (result.unplaced.length > 0 && !bound.leaving)) return result;
  const speaks = bound.counted
    ? agreed(members, sizes)
    : members.every(({ length }) => bound.lengths.includes(length));
  if (!speaks) return result;
  const least = Math.max(result.value, Math.min(result.bound, bound.value));
  return { ...result, bound: least, gap: least > 0 ? (least - result.value) / least : 0, proven: true };
}

/** Whether circles have these sizes; larger ones first. */
export function agreed(circles: readonly (readonly unknown[])[], sizes: readonly number[]): boolean {
  const lengths = circles.map(({ length }) => length).sort((a, b) => b - a);
  return lengths.length === sizes.length && lengths.every((length, at) => length === sizes[at]);
}

interface Valued {
  round: MatchRound;
  table: CircleTable;
  value: CircleValue;
}
type Problem = FractionalRequest & { lengths: readonly number[]; meter: Meter };

const tollOf = (length: number, { size, people }: Problem, duals: Float64Array) =>
  length > size ? (duals[people] as number) : 0;

function fractionalCircles(
  { round, table, value }: Valued,
  problem: Problem,
  circles: readonly (readonly number[])[],
): Generated {
  const { people, alive, meter } = problem;
  const dice = random(round.seed);
  const candidates = likelyPartners(table, { people: alive, value, wanted: partners, dice });
  const early = { ...meter, share: () => meter.share() / fractionalShare };
  const shouldStop = () => {
    meter.spend(beamCost);
    return early.share() >= 1;
  };
  const price = (duals: Float64Array) =>
    problem.lengths.flatMap((size) => {
      const toll = tollOf(size, problem, duals);
      return priceCircles({ value, candidates }, { size, duals, alive, toll, shouldStop });
    });
  const duals = new Float64Array(people + 2);
  for (const circle of circles) for (const person of circle) duals[person] = value(circle) / circle.length;
  return generateGroups(
    { ...problem, price, rounds, meter: early },
    {
      columns: circles.map((circle) => ({ rows: circle.toSorted((a, b) => a - b), worth: value(circle) })),
      shares: circles.map(() => 1),
      duals,
    },
  );
}

/** What the duals promise, and by how much all circles together could exceed them; duals follow what was found. */
function lookAtAll(valued: Valued, problem: Problem, { program, pace }: Generated): number | undefined {
  const { people, meter } = problem;
  const shouldStop = (sets: number) => {
    meter.spend(sets * setCost);
    return meter.share() >= 1;
  };
  const scores = problem.lengths.map((size) => pairScores(valued.table, valued.round, size));
  let bound: number | undefined;
  for (let look = 0; look < looks; look++) {
    const excess = new Float64Array(people);
    let fresh = 0;
    for (const [at, size] of problem.lengths.entries()) {
      const asked = { ...problem, size, duals: program.duals, shouldStop };
      const pairs = scores[at] as PairScores;
      const toll = tollOf(size, problem, program.duals);
      const all = priceAllCircles({ ...valued, pairs }, { ...asked, toll });
      if (!all.complete) return bound;
      // Of what a circle is ahead each member carries one part.
      for (let person = 0; person < people; person++)
        excess[person] = Math.max(excess[person] as number, (all.excess[person] as number) / size);
      for (const column of all.columns) if (program.add(column)) fresh++;
    }
    const found = program.promised() + excess.reduce((sum, each) => sum + each, 0);
    bound = Math.min(bound ?? found, found);
    if (fresh === 0) break;
    improve(program, { passes, pace, meter });
  }
  return bound;
}
