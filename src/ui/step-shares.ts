/** One step of a strip. `minutes` is its length for this circle; steps without a length get a small place. */
export interface StripStep {
  id: string;
  name: string;
  minutes: number;
  state: 'done' | 'running' | 'ahead';
}

/** The widest share a step can have; the stylesheet of `StepStrip.svelte` knows one class for each. */
export const widestShare = 24;

/**
 * Whole-number shares of the strip's width, in proportion to the minutes. They are classes, not inline
 * styles, because the content policy forbids those. The longest step gets `widestShare`; the shortest
 * still keeps a place that can be seen.
 */
export function stepShares(minutes: readonly number[]): number[] {
  const longest = Math.max(...minutes, 0);
  if (longest === 0) return minutes.map(() => widestShare);
  return minutes.map((one) => Math.max(4, Math.round((Math.max(one, 0) / longest) * widestShare)));
}
