import type { Allowance } from '../allowance.ts';
import { random } from '../random.ts';
import { type PairWeights, sumInside } from '../weights.ts';
import { annealSums } from './anneal-sums.ts';
import { likeliest } from './candidates.ts';
import { greedySeats } from './greedy-groups.ts';
import { seatWeights } from './seated-weights.ts';
import { groupsOf, seatingOf } from './seating.ts';

/** Groups, the sum of pair weights inside them, and a sum that no other groups exceed. */
export interface Grouping {
  groups: number[][];
  objective: number;
  /** How many swaps were tried. */
  evaluations: number;
}

/** How many likely partners each person is moved towards. */
const partners = 40;

/** The best groups found of the wanted size, 2 to 5; sizes that differ by one where it does not come out even. */
export function bestGroups(
  given: PairWeights,
  { size, seed, allowance }: { size: number; seed: number; allowance: Allowance },
): Grouping {
  const seated = seatWeights(given, size);
  const candidates = likeliest(seated, partners);
  const start = seatingOf(
    given.count > 1 ? greedySeats(seated, candidates) : new Int32Array(seated.count),
    seated.seats,
  );
  const { seating, tried } = annealSums(start, seated, {
    candidates,
    dice: random(seed),
    allowance,
  });
  const groups = groupsOf(seating, given.count);
  return { groups, objective: sumInside(given, groups), evaluations: tried };
}
