import type { Column } from '../bound/fractional-groups.ts';
import { bitCount } from './bit-count.ts';
import { circleParts } from './circle-parts.ts';
import type { CircleTable } from './circle-table.ts';
import type { CircleValue } from './circle-value.ts';
import { curved } from './curve.ts';
import type { PairScores } from './pair-scores.ts';
import { weekWords } from './person.ts';
import type { MatchRound } from './round.ts';

/** What a look at all circles found at some duals. */
export interface AllCirclesPriced {
  /** The circle of each person that is ahead of its duals most. */
  columns: Column[];
  /** By how much a circle of each person is ahead of its duals at most; 0 where none is. */
  excess: Float64Array;
  /** Whether everything was looked at; otherwise `excess` says nothing. */
  complete: boolean;
}

/** Half-hours in common beyond which more adds nothing; see circle-parts.ts. */
const plentyOfHours = 10;

/**
 * Looks at every set of people that may be a circle of one size. All but the last member are valued as they are; what
 * the last one adds is at most what they add to each other member alone, and common hours only become fewer. Only
 * where that could exceed the duals the whole circle is valued.
 *
 * @param shouldStop asked now and then with the number of sets since the last time
 */
export function priceAllCircles(
  {
    table,
    round,
    value,
    pairs,
  }: {
    table: CircleTable;
    round: Pick<MatchRound, 'weights' | 'commonHalfHours'>;
    value: CircleValue;
    pairs: PairScores;
  },
  {
    size,
    duals,
    alive,
    toll,
    shouldStop,
  }: {
    size: number;
    duals: Float64Array;
    alive: readonly number[];
    toll: number;
    shouldStop: (sets: number) => boolean;
  },
): AllCirclesPriced {
  const { count } = table;
  const { weights } = round;
  const all =
    weights.stretch + weights.ground + weights.diversity + weights.hours + weights.freshness + weights.likes;
  const excess = new Float64Array(count);
  const best: (Column | undefined)[] = new Array(count).fill(undefined);
  const members = new Int32Array(size);
  const begun = new Int32Array(size - 1);
  const pairShare = size > 2 ? (size - 2) / size : 0;
  /** By depth: who may join, what each adds at most, and the hours in common. */
  const open = Array.from({ length: size }, () => new Int32Array(alive.length));
  const adds = Array.from({ length: size }, () => new Float64Array(count));
  const common = Array.from({ length: size }, () => new Int32Array(weekWords));
  let [looked, stopped] = [0, false];

  /** The most that a circle of all but its last member can score before that one joins. */
  const scoreSoFar = (depth: number, shared: number) => {
    begun.set(members.subarray(0, depth));
    let score = weights.hours * Math.min(1, shared / plentyOfHours);
    if (depth > 1) {
      const each = depth / size;
      score += weights.stretch * each * circleParts.stretch(table, begun);
      score += weights.ground * each * circleParts.ground(table, begun);
      score += weights.likes * each * circleParts.likes(table, begun);
      score += weights.diversity * pairShare * circleParts.diversity(table, begun);
      score += weights.freshness * pairShare * circleParts.freshness(table, begun);
    } else score += pairs.alone[members[0] as number] as number;
    return score / all;
  };
  const finish = (depth: number, width: number, dual: number) => {
    let shared = 0;
    for (const word of common[depth - 1] as Int32Array) shared += bitCount(word);
    if (shared < round.commonHalfHours) return;
    const soFar = scoreSoFar(depth, shared);
    const [joining, add] = [open[depth - 1] as Int32Array, adds[depth - 1] as Float64Array];
    looked += width;
    for (let at = 0; at < width; at++) {
      const person = joining[at] as number;
      const needed = dual + (duals[person] as number);
      if (size * curved(Math.min(1, soFar + (add[person] as number))) <= needed) continue;
      members[depth] = person;
      const worth = value(members);
      if (worth <= needed) continue;
      for (const each of members)
        if (worth - needed > (excess[each] as number)) {
          excess[each] = worth - needed;
          best[each] = { rows: [...members], worth };
        }
    }
  };
  const extend = (depth: number, width: number, dual: number) => {
    if (stopped || width === 0) return;
    if (depth === size - 1) {
      finish(depth, width, dual);
      return;
    }
    const [joining, add, hours] = [
      open[depth - 1] as Int32Array,
      adds[depth - 1] as Float64Array,
      common[depth - 1] as Int32Array,
    ];
    const [nextJoining, nextAdd, nextHours] = [
      open[depth] as Int32Array,
      adds[depth] as Float64Array,
      common[depth] as Int32Array,
    ];
    for (let at = 0; at < width && !stopped; at++) {
      const person = joining[at] as number;
      members[depth] = person;
      let shared = 0;
      for (let word = 0; word < weekWords; word++) {
        const both = (hours[word] as number) & (table.hours[person * weekWords + word] as number);
        nextHours[word] = both;
        shared += bitCount(both);
      }
      if (shared < round.commonHalfHours) continue;
      let next = 0;
      for (let after = at + 1; after < width; after++) {
        const other = joining[after] as number;
        const score = pairs.together[person * count + other] as number;
        if (score < 0) continue;
        nextJoining[next++] = other;
        nextAdd[other] = (add[other] as number) + score;
      }
      extend(depth + 1, next, dual + (duals[person] as number));
      if (depth === 1) {
        if (shouldStop(looked)) stopped = true;
        looked = 0;
      }
    }
  };
  const everybody = Int32Array.from(alive).sort();
  for (let at = 0; at < everybody.length && !stopped; at++) {
    const first = everybody[at] as number;
    members[0] = first;
    (common[0] as Int32Array).set(table.hours.subarray(first * weekWords, (first + 1) * weekWords));
    let width = 0;
    for (const other of everybody.subarray(at + 1)) {
      const score = pairs.together[first * count + other] as number;
      if (score < 0) continue;
      (open[0] as Int32Array)[width++] = other;
      (adds[0] as Float64Array)[other] = score + (pairs.alone[other] as number) / all;
    }
    extend(1, width, toll + (duals[first] as number));
  }
  const columns = new Map(
    best.flatMap((column) => (column ? [[column.rows.join(' '), column] as const] : [])),
  );
  return { columns: [...columns.values()], excess, complete: !stopped };
}
