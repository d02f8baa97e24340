import { type Allowance, stretch } from '../allowance.ts';
import { random } from '../random.ts';
import { type PairWeights, sumInside } from '../weights.ts';
import { spreadOf } from './anneal-sums.ts';
import type { Grouping } from './best-groups.ts';
import { likeliest } from './candidates.ts';
import { goodGroups } from './good-groups.ts';
import { greedySeats } from './greedy-groups.ts';
import { packGroups } from './pack-groups.ts';
import { type SeatedWeights, seatWeights } from './seated-weights.ts';
import { groupsOf, seatingOf } from './seating.ts';
import { sumUp, totalOf, trySwaps } from './swap-sums.ts';

/** How many good groups each person has to choose from. */
const goodEach = 60;
/** The share of the allowance after which no more good groups are listed. */
const mostForListing = 0.5;
/** A group is worth having from this share of what greedy groups have in the mean. */
const floorShare = 0.97;
/** How many likely partners the last swaps move towards. */
const partners = 60;

/**
 * Groups by choosing among good ones that are known beforehand; where weights have no pattern this finds far better
 * ones than swaps do. Whoever is left over is seated greedily, and mild swaps go over the whole.
 *
 * @returns undefined when sizes differ, for which it is not made
 */
export function packedGroups(
  given: PairWeights,
  { size, seed, allowance }: { size: number; seed: number; allowance: Allowance },
): Grouping | undefined {
  const seated = seatWeights(given, size);
  if (seated.count !== seated.people || seated.groups < 4 || seated.seats < 3) return undefined;
  const dice = random(seed);
  const spread = spreadOf(seated);
  const greedy = sumUp(seatingOf(greedySeats(seated, likeliest(seated, partners)), seated.seats), seated);
  const mean = totalOf(greedy) / seated.groups;
  const good = goodGroups(seated, goodEach, () => allowance(0) > mostForListing);
  const used = allowance(0);
  const middle = used + 0.6 * (1 - used);
  const { chosen, tried: packed } = packGroups(
    good,
    { count: seated.count, seats: seated.seats, floor: mean - (1 - floorShare) * Math.abs(mean), spread },
    { dice, allowance: stretch(allowance, { from: used, to: middle }) },
  );
  const occupant = Int32Array.from([...chosen, ...seatRest(seated, chosen)]);
  const seating = sumUp(seatingOf(occupant, seated.seats), seated);
  const candidates = likeliest(seated, partners);
  const rest = stretch((tried) => allowance(packed + tried), { from: middle, to: 1 });
  let tried = 0;
  for (let share = rest(0); share < 1; share = rest(tried)) {
    const temperature = share < 0.95 ? (spread / 40) * 0.4 ** (share / 0.95) : 0;
    trySwaps(seating, seated, { candidates, dice, tries: 1000, temperature });
    tried += 1000;
  }
  const groups = groupsOf(seating, given.count);
  return { groups, objective: sumInside(given, groups), evaluations: packed + tried };
}

/** Seats those greedily who are in none of the chosen groups. */
function seatRest({ count, weights, seats }: SeatedWeights, chosen: readonly number[]): number[] {
  const placed = new Set(chosen);
  const rest = [...Array(count).keys()].filter((person) => !placed.has(person));
  if (rest.length === 0) return [];
  const part = new Float64Array(rest.length * rest.length);
  for (const [row, a] of rest.entries())
    for (const [column, b] of rest.entries())
      part[row * rest.length + column] = weights[a * count + b] as number;
  const seated: SeatedWeights = {
    people: rest.length,
    count: rest.length,
    weights: part,
    seats,
    groups: rest.length / seats,
  };
  return [...greedySeats(seated, likeliest(seated, partners))].map((row) => rest[row] as number);
}
