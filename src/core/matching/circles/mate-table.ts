import { bitCount } from './bit-count.ts';
import { circleParts } from './circle-parts.ts';
import { type CircleTable, inRow } from './circle-table.ts';
import { brokenRules } from './hard-rules.ts';
import { weekWords } from './person.ts';
import type { MatchRound } from './round.ts';
import { sameWork } from './same-work.ts';

/** What one person has from another at most when both are in a circle, whoever else is. */
export interface MateTable {
  count: number;
  /** By two people, of what is a mean over the others; -1 where they may not sit together. */
  between: Float64Array;
  /** By two people, which of a person's gains the other one brings: a row of `gainsOf` of that person. */
  kind: Uint16Array;
  /** Gains by person and kind: what is a best over the others. */
  gainsOf: readonly (readonly Float64Array[])[];
  /** What somebody has in any case. */
  own: Float64Array;
}

/** Half-hours in common beyond which more adds nothing; see circle-parts.ts. */
const plentyOfHours = 10;
/** Further wishes count as met. */
const mostWishes = 6;

/**
 * All that a circle's score is made of, as shares of its members: a score is the mean over members of their shares. Part of a
 * share is a mean over the others (diversity, freshness, and hours, which are no more than those of any two members), part a
 * best over them (wishes, ground, likes).
 *
 * @param largest members of the largest circles
 * @param shouldStop asked before each person
 * @returns undefined when it was stopped
 */
export function mateTable(
  table: CircleTable,
  { weights, commonHalfHours }: Pick<MatchRound, 'weights' | 'commonHalfHours'>,
  { largest, shouldStop }: { largest: number; shouldStop: () => boolean },
): MateTable | undefined {
  const { count, wantStart } = table;
  const all = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const between = new Float64Array(count * count).fill(-1);
  const kind = new Uint16Array(count * count);
  const own = new Float64Array(count);
  const gainsOf = [];
  const pair = new Int32Array(2);
  for (let a = 0; a < count; a++) {
    if (shouldStop()) return undefined;
    const wishes = (wantStart[a + 1] as number) - (wantStart[a] as number);
    const beyond = Math.max(0, wishes - mostWishes);
    own[a] = (weights.stretch * (wishes === 0 ? 1 : beyond / wishes)) / all;
    const kinds = new Map<number, number>();
    const gains: Float64Array[] = [];
    for (let b = 0; b < count; b++) {
      if (a === b) continue;
      pair[0] = a;
      pair[1] = b;
      if (a < b) {
        if (brokenRules(table, pair, commonHalfHours) > 0) continue;
        const mean =
          weights.diversity * circleParts.diversity(table, pair) +
          weights.freshness * circleParts.freshness(table, pair) +
          weights.hours * hoursAtMost(table, pair, largest);
        between[a * count + b] = mean / all;
        between[b * count + a] = mean / all;
      } else if ((between[a * count + b] as number) < 0) continue;
      const brought = broughtBy(table, a, b);
      let at = kinds.get(brought);
      if (at === undefined) {
        at = gains.push(gainsOfCode(brought, { wishes, weights, all })) - 1;
        kinds.set(brought, at);
      }
      kind[a * count + b] = at;
    }
    gainsOf.push(gains);
  }
  return { count, between, kind, gainsOf, own };
}

/** Of the others' members each has good energy in all common half-hours at most. */
function hoursAtMost({ hours, prime }: CircleTable, pair: Int32Array, largest: number): number {
  let [shared, good] = [0, 0];
  const [a, b] = pair as unknown as [number, number];
  for (let word = 0; word < weekWords; word++) {
    const common = (hours[a * weekWords + word] as number) & (hours[b * weekWords + word] as number);
    if (common === 0) continue;
    shared += bitCount(common);
    good += bitCount(common & (prime[a * weekWords + word] as number));
    good += bitCount(common & (prime[b * weekWords + word] as number));
  }
  good += (largest - 2) * shared;
  return Math.min(1, (0.5 * shared + (0.5 * good) / largest) / plentyOfHours);
}

/** Thirds, 0 to 3, of each of the first wishes that are met, in two bits each, above a bit each for work, seniority, likes. */
function broughtBy(table: CircleTable, a: number, b: number): number {
  const { wantStart, wantSkill, wantLevel, offers, skillCount, seniority, likes } = table;
  const [start, end] = [wantStart[a] as number, wantStart[a + 1] as number];
  let code = 0;
  for (let want = Math.min(end, start + mostWishes) - 1; want >= start; want--) {
    const level = offers[b * skillCount + (wantSkill[want] as number)] as number;
    const thirds = level - (wantLevel[want] as number) + 1;
    code = code * 4 + (level > 0 ? Math.min(3, Math.max(0, thirds)) : 0);
  }
  const [one, other] = [seniority[a] as number, seniority[b] as number];
  const near = one >= 0 && other >= 0 && Math.abs(one - other) <= 1;
  return code * 8 + (sameWork(table, a, b) ? 4 : 0) + (near ? 2 : 0) + (inRow(likes, a, b) ? 1 : 0);
}

/** The same as shares of the score. */
function gainsOfCode(
  code: number,
  { wishes, weights, all }: { wishes: number; weights: MatchRound['weights']; all: number },
): Float64Array {
  const gains = new Float64Array(3 + Math.min(wishes, mostWishes));
  gains[0] = code & 4 ? weights.ground / 2 / all : 0;
  gains[1] = code & 2 ? weights.ground / 2 / all : 0;
  gains[2] = code & 1 ? weights.likes / all : 0;
  for (let want = 0; want + 3 < gains.length; want++)
    gains[want + 3] = (weights.stretch * ((code >> (3 + 2 * want)) & 3)) / 3 / wishes / all;
  return gains;
}
