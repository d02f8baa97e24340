/** The steps between two doublings, as factors. */
const steps = [1, 1.5];

/**
 * When an answer may be seen, in milliseconds after it was asked for: the next of 1, 1.5, 2, 3, 4, 6, 8, 12 ... seconds. How
 * long a search takes depends a little on what people keep to themselves; in steps this coarse nobody can see it.
 */
export function answerTime(elapsed: number): number {
  for (let base = 1000; ; base *= 2) for (const step of steps) if (elapsed <= base * step) return base * step;
}

/** How far a search is, in hundredths, as it may be shown: whole tenths, and never the end before it is seen. */
export function shownProgress(progress: number): number {
  return Math.min(90, Math.max(0, Math.floor(progress / 10) * 10));
}
