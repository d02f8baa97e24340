import { groupSizes } from '../group-sizes.ts';
import type { PairWeights } from '../weights.ts';

/**
 * A problem of groups in which all groups have the same number of seats: where sizes differ by one, the smaller groups
 * hold one empty seat, which is a person of weight 0 to everybody and of very low weight to another empty seat.
 */
export interface SeatedWeights {
  /** How many are people; those from here to `count` are empty seats. */
  people: number;
  count: number;
  weights: Int32Array | Float64Array;
  /** Seats of a group. */
  seats: number;
  groups: number;
}

/** Lays people out on groups of the wanted size; without empty seats the weights are used as they are. */
export function seatWeights({ count, weights }: PairWeights, size: number): SeatedWeights {
  const sizes = groupSizes(count, size);
  const seats = sizes[0] ?? 1;
  const all = seats * sizes.length;
  const same = { people: count, count: all, seats, groups: sizes.length };
  if (all === count) return { ...same, weights };
  let most = 1;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const padded = new Float64Array(all * all);
  for (let row = 0; row < count; row++)
    padded.set(weights.subarray(row * count, (row + 1) * count), row * all);
  for (let a = count; a < all; a++)
    for (let b = count; b < all; b++) padded[a * all + b] = -most * 4 * seats * seats;
  return { ...same, weights: padded };
}
