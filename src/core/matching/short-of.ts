import type { MatchingResult } from './circles/matching-result.ts';

/** Hundredths that are said; between them nothing is, so that a bound tells nothing of what only the search may know. */
const steps = [1, 2, 5, 10, 20] as const;

/**
 * By how much other circles could be better than these at most, in hundredths of these and in coarse steps; undefined where
 * no bound was found, or one that says too little.
 *
 * @param gap of the bound, as in MatchingResult
 */
export function shortOf({
  gap,
  proven,
}: Pick<MatchingResult, 'gap' | 'proven'>): (typeof steps)[number] | undefined {
  const better = gap < 1 ? (gap / (1 - gap)) * 100 : Number.POSITIVE_INFINITY;
  return proven ? steps.find((step) => better <= step + 1e-9) : undefined;
}
