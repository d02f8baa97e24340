import { circleParts } from './circle-parts.ts';
import type { CircleTable } from './circle-table.ts';
import { curved } from './curve.ts';
import { brokenRules } from './hard-rules.ts';
import { type MatchRound, partNames, type RoundWeights } from './round.ts';

/** No sum of what two circles can gain outweighs one broken rule. */
const penalty = 20;

/** The value of a set of people as a circle; one function object for a round, so that it is compiled once. */
export type CircleValue = (members: ArrayLike<number>) => number;

/**
 * Values circles of a round: members times the curved score when no hard rule is broken, else less than any circle by
 * far, and lower the more is broken. One person alone is worth 0.
 */
export function circleValue(
  table: CircleTable,
  { weights, commonHalfHours }: Pick<MatchRound, 'weights' | 'commonHalfHours'>,
): CircleValue {
  const score = circleScore(table, weights);
  return (members) => {
    if (members.length < 2) return 0;
    const broken = brokenRules(table, members, commonHalfHours);
    if (broken > 0) return -penalty * (1 + broken);
    return members.length * curved(score(members));
  };
}

/** The weighted mean of the parts that have a weight, 0 to 1. */
export function circleScore(table: CircleTable, weights: RoundWeights): CircleValue {
  const { stretch, ground, diversity, hours, freshness, likes } = weights;
  const sum = partNames.reduce((all, name) => all + weights[name], 0);
  if (!(sum > 0)) throw new RangeError('A round needs at least one weight above 0.');
  return (members) =>
    ((stretch && stretch * circleParts.stretch(table, members)) +
      (ground && ground * circleParts.ground(table, members)) +
      (diversity && diversity * circleParts.diversity(table, members)) +
      (hours && hours * circleParts.hours(table, members)) +
      (freshness && freshness * circleParts.freshness(table, members)) +
      (likes && likes * circleParts.likes(table, members))) /
    sum;
}
