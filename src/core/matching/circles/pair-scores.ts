import { circleParts } from './circle-parts.ts';
import type { CircleTable } from './circle-table.ts';
import { brokenRules } from './hard-rules.ts';
import type { MatchRound } from './round.ts';

/** What two people add to the score of a circle of one size at most, whoever else is in it. */
export interface PairScores {
  /** By two people: their share of the score without hours; -1 where they may not sit together. */
  together: Float64Array;
  /** What somebody without wishes brings by that, times the sum of weights. */
  alone: Float64Array;
}

/**
 * Scores of pairs for circles of `size`. A wish is met by the best of the others, which is at most the sum over them; so
 * is ground, and so are likes.
 */
export function pairScores(
  table: CircleTable,
  { weights, commonHalfHours }: Pick<MatchRound, 'weights' | 'commonHalfHours'>,
  size: number,
): PairScores {
  const { count, wantStart } = table;
  const together = new Float64Array(count * count).fill(-1);
  const alone = new Float64Array(count);
  const sum = Object.values(weights).reduce((all, weight) => all + weight, 0);
  const wishes = (person: number) => (wantStart[person + 1] as number) > (wantStart[person] as number);
  for (let person = 0; person < count; person++) alone[person] = wishes(person) ? 0 : weights.stretch / size;
  const pair = new Int32Array(2);
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      pair[0] = a;
      pair[1] = b;
      if (brokenRules(table, pair, commonHalfHours) > 0) continue;
      // A part of a pair is the mean over both; who wishes for nothing counts as helped, and that is in `alone`.
      const helped = 2 * circleParts.stretch(table, pair) - (wishes(a) ? 0 : 1) - (wishes(b) ? 0 : 1);
      const members =
        weights.stretch * helped +
        weights.ground * 2 * circleParts.ground(table, pair) +
        weights.likes * 2 * circleParts.likes(table, pair);
      const between =
        weights.diversity * circleParts.diversity(table, pair) +
        weights.freshness * circleParts.freshness(table, pair);
      const score = (members / size + (2 * between) / (size * (size - 1))) / sum;
      together[a * count + b] = score;
      together[b * count + a] = score;
    }
  return { together, alone };
}
