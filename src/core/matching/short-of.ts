import type { MatchingResult } from './circles/matching-result.ts';

/** Hundredths that are said; between them nothing is, so that a bound tells nothing of what only the search may know. */
const steps = [1, 2, 5, 10, 20] as const;

/**
 * How far the circles are from the best that are possible at most, in hundredths and in coarse steps; undefined where no
 * bound was found, or one that says too little.
 */
export function shortOf({
  gap,
  proven,
}: Pick<MatchingResult, 'gap' | 'proven'>): (typeof steps)[number] | undefined {
  return proven ? steps.find((step) => gap * 100 <= step) : undefined;
}
