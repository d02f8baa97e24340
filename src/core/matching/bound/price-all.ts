import type { PairWeights } from '../weights.ts';
import type { Column } from './fractional-groups.ts';
import { columnOf } from './price-near.ts';

/** What a look at all groups found at some duals. */
export interface AllPriced {
  /** Groups worth more than their duals, the best of each person. */
  columns: Column[];
  /** By how much a group of each person exceeds its duals at most; 0 where none does. */
  excess: Float64Array;
  /** Whether everything was looked at; otherwise `excess` says nothing. */
  complete: boolean;
}

const keptEach = 3;
/** The search asks whether to stop once in so many sets and one more; a power of two less one. */
const askedEach = 127;

/**
 * Finds all groups of one size whose sum of weights exceeds that of their members' duals and the toll. Both are spread
 * over the pairs, so that a group's excess is a sum over pairs; a positive sum of a set has a subset with one member
 * less whose sum is positive too, so it is enough to extend positive sets, beginning with positive pairs.
 *
 * @param shouldStop asked now and then with the number of steps since the last time
 */
export function priceAll(
  given: PairWeights,
  {
    size,
    duals,
    toll = 0,
    shouldStop,
  }: { size: number; duals: Float64Array; toll?: number; shouldStop: (steps: number) => boolean },
): AllPriced {
  const { count } = given;
  const excess = excessOfPairs(given, { size, duals, toll });
  const best = new Float64Array(count);
  const kept: Priced[][] = Array.from({ length: count }, () => []);
  const members = new Int32Array(size);
  const offer = (sum: number) => {
    let worthwhile = false;
    for (let at = 0; at < size; at++) {
      const person = members[at] as number;
      if (sum > (best[person] as number)) best[person] = sum;
      const own = kept[person] as Priced[];
      if (own.length < keptEach || sum > (own[own.length - 1] as Priced).sum) worthwhile = true;
    }
    if (!worthwhile) return;
    const rows = [...members].sort((a, b) => a - b);
    for (const person of rows) keep(kept[person] as Priced[], { rows, sum });
  };
  /** Sums from each person to the members so far, one row for each depth. */
  const sums = Array.from({ length: size }, () => new Float64Array(count));
  let [extended, stopped] = [0, false];
  const extend = (depth: number, sum: number) => {
    if ((extended++ & askedEach) === 0 && shouldStop(askedEach * count)) stopped = true;
    if (stopped) return;
    const row = (members[depth - 1] as number) * count;
    const [before, now] = [sums[depth - 1] as Float64Array, sums[depth] as Float64Array];
    const last = depth === size - 1;
    for (let person = 0; person < count; person++) {
      const toMembers = (before[person] as number) + (excess[row + person] as number);
      now[person] = toMembers;
      if (last && sum + toMembers > 0) {
        members[depth] = person;
        offer(sum + toMembers);
      }
    }
    if (last) return;
    for (let person = 0; person < count; person++) {
      const more = sum + (now[person] as number);
      if (more <= 0) continue;
      members[depth] = person;
      extend(depth + 1, more);
    }
  };
  for (let first = 0; first < count && !stopped; first++) {
    members[0] = first;
    const row = excess.subarray(first * count, (first + 1) * count);
    for (let second = first + 1; second < count; second++) {
      if ((row[second] as number) <= 0) continue;
      members[1] = second;
      if (size === 2) offer(row[second] as number);
      else {
        (sums[1] as Float64Array).set(row);
        extend(2, row[second] as number);
      }
    }
  }
  const columns = new Map(kept.flat().map(({ rows }) => [rows.join(' '), rows]));
  return {
    columns: [...columns.values()].map((rows) => columnOf(given, rows)),
    excess: best,
    complete: !stopped,
  };
}

interface Priced {
  rows: number[];
  sum: number;
}

/** Weights of pairs less the members' shares of duals and toll; nobody makes a pair with themselves. */
function excessOfPairs(
  { count, weights }: PairWeights,
  { size, duals, toll }: { size: number; duals: Float64Array; toll: number },
): Float64Array {
  const excess = new Float64Array(count * count);
  const [share, tollEach] = [1 / (size - 1), (2 * toll) / (size * (size - 1))];
  for (let a = 0; a < count; a++)
    for (let b = 0; b < count; b++)
      excess[a * count + b] =
        a === b
          ? Number.NEGATIVE_INFINITY
          : (weights[a * count + b] as number) -
            ((duals[a] as number) + (duals[b] as number)) * share -
            tollEach;
  return excess;
}

function keep(own: Priced[], found: Priced): void {
  // The same people are found in several orders.
  if (own.some(({ rows }) => rows.every((row, at) => row === found.rows[at]))) return;
  own.push(found);
  own.sort((a, b) => b.sum - a.sum);
  if (own.length > keptEach) own.pop();
}
