import type { PairWeights } from '../weights.ts';
import type { Column } from './master.ts';

/** What pricing found at some duals. */
export interface Pricing {
  /** Groups worth more than their duals, the best of each person. */
  columns: Column[];
  /** How much any choice of groups can be worth beyond the sum of duals at most. */
  excess: number;
  /** Whether everything was looked at; otherwise `excess` says nothing. */
  complete: boolean;
}

const keptEach = 3;
/** The search asks whether to stop once in so many sets and one more; a power of two less one. */
const askedEach = 127;

/**
 * Finds groups of one size whose sum of weights exceeds that of their members' duals. The dual of a person is spread
 * over the pairs, so that a group's excess is a sum over pairs; a positive sum of a set has a subset with one member
 * less whose sum is positive too, so it is enough to extend positive sets, beginning with positive pairs.
 *
 * @param mostEach so many sets are extended for each person, those with the best pairs; fewer than all give no bound
 */
export function priceGroups(
  { count, weights }: PairWeights,
  {
    size,
    duals,
    mostEach = Number.POSITIVE_INFINITY,
    shouldStop,
  }: { size: number; duals: Float64Array; mostEach?: number; shouldStop: () => boolean },
): Pricing {
  const excess = excessOfPairs({ count, weights }, duals, size);
  const best = new Float64Array(count);
  const kept: Column[][] = Array.from({ length: count }, () => []);
  const members = new Int32Array(size);
  const offer = (sum: number) => {
    let worthwhile = false;
    for (let at = 0; at < size; at++) {
      const person = members[at] as number;
      if (sum > (best[person] as number)) best[person] = sum;
      const own = kept[person] as Column[];
      if (own.length < keptEach || sum > (own[own.length - 1] as Column).worth) worthwhile = true;
    }
    if (!worthwhile) return;
    const rows = [...members].sort((a, b) => a - b);
    const column = { rows, worth: sum };
    for (const person of rows) keep(kept[person] as Column[], column);
  };
  /** Sums from each person to the members so far, one row for each depth. */
  const sums = Array.from({ length: size }, () => new Float64Array(count));
  let left = mostEach;
  let complete = true;
  let [extended, stopped] = [0, false];
  const extend = (depth: number, sum: number) => {
    if ((extended++ & askedEach) === 0 && shouldStop()) stopped = true;
    if (stopped || left-- <= 0) {
      complete = false;
      return;
    }
    const row = (members[depth - 1] as number) * count;
    const [before, now] = [sums[depth - 1] as Float64Array, sums[depth] as Float64Array];
    const last = depth === size - 1;
    for (let person = 0; person < count; person++) {
      const toMembers = (before[person] as number) + (excess[row + person] as number);
      now[person] = toMembers;
      if (sum + toMembers <= 0) continue;
      if (last) {
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
  for (let first = 0; first < count; first++) {
    if (stopped) return { columns: columnsOf(kept, { count, weights }), excess: 0, complete: false };
    members[0] = first;
    left = mostEach;
    const row = excess.subarray(first * count, (first + 1) * count);
    const seconds: number[] = [];
    for (let second = first + 1; second < count; second++)
      if ((row[second] as number) > 0) seconds.push(second);
    seconds.sort((a, b) => (row[b] as number) - (row[a] as number));
    for (const second of seconds) {
      members[1] = second;
      if (size === 2) offer(row[second] as number);
      else {
        (sums[1] as Float64Array).set(row);
        extend(2, row[second] as number);
      }
    }
  }
  let spare = 0;
  for (const each of best) spare += each / size;
  return { columns: columnsOf(kept, { count, weights }), excess: spare, complete: complete && !stopped };
}

/** Weights of pairs less the members' shares of their duals; nobody makes a pair with themselves. */
function excessOfPairs({ count, weights }: PairWeights, duals: Float64Array, size: number): Float64Array {
  const excess = new Float64Array(count * count);
  for (let a = 0; a < count; a++)
    for (let b = 0; b < count; b++)
      excess[a * count + b] =
        a === b
          ? Number.NEGATIVE_INFINITY
          : (weights[a * count + b] as number) - ((duals[a] as number) + (duals[b] as number)) / (size - 1);
  return excess;
}

function keep(own: Column[], column: Column): void {
  // The same people are found in several orders.
  if (own.some(({ rows }) => rows.every((row, at) => row === column.rows[at]))) return;
  own.push(column);
  own.sort((a, b) => b.worth - a.worth);
  if (own.length > keptEach) own.pop();
}

function columnsOf(kept: readonly Column[][], { count, weights }: PairWeights): Column[] {
  const found = new Map<string, Column>();
  for (const { rows } of kept.flat()) {
    let worth = 0;
    for (const [at, a] of rows.entries())
      for (const b of rows.slice(at + 1)) worth += weights[a * count + b] as number;
    found.set(rows.join(' '), { rows, worth });
  }
  return [...found.values()];
}
