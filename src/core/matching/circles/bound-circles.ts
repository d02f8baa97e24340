import type { CircleTable } from './circle-table.ts';
import type { MatchRound } from './round.ts';

/**
 * A value that no choice of circles exceeds: everybody counts with the best that any circle could give them alone.
 */
export function boundCircles({ count }: CircleTable, _round: Pick<MatchRound, 'weights' | 'size'>): number {
  return count;
}
