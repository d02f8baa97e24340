import { BestOfRow } from '../best-of-row.ts';
import { groupSizes } from '../group-sizes.ts';
import type { PairWeights } from '../weights.ts';

/** A bound that costs next to nothing: half the sum of everybody's greatest weights to as many as fit in a group. */
export function strongestMates({ count, weights }: PairWeights, size: number): number {
  const sizes = groupSizes(count, size);
  const mates = Math.max(0, (sizes[0] ?? 1) - 1);
  const fewest = Math.max(0, (sizes.at(-1) ?? 1) - 1);
  const best = new BestOfRow(Math.max(1, mates));
  let doubled = 0;
  for (let a = 0; a < count; a++) {
    best.clear();
    for (let b = 0; b < count; b++) if (a !== b) best.add(b, weights[a * count + b] as number);
    // A further mate is only counted where it helps, because some groups are smaller.
    for (let at = 0; at < Math.min(mates, best.size); at++) {
      const weight = weights[a * count + (best.columns[at] as number)] as number;
      doubled += at < fewest ? weight : Math.max(0, weight);
    }
  }
  return Math.floor(doubled / 2);
}
