import type { Allowance } from '#core/matching/allowance.ts';

/** An allowance of time, in milliseconds since 1970. Answers from the same clock in every thread. */
export function allowanceUntil({ begin, end }: { begin: number; end: number }): Allowance {
  return () => Math.max(0, Math.min(1, (Date.now() - begin) / Math.max(1, end - begin)));
}
