import { BestOfRow } from '../best-of-row.ts';

/** For each of 0..count-1 the `each` likeliest others, row by row. */
export interface Candidates {
  each: number;
  list: Int32Array;
}

/** The others with the greatest weights of each person; only people are listed, but empty seats have rows too. */
export function likeliest(
  { count, people, weights }: { count: number; people: number; weights: Int32Array | Float64Array },
  wanted: number,
): Candidates {
  const each = Math.max(1, Math.min(wanted, people - 1));
  const list = new Int32Array(count * each);
  const best = new BestOfRow(each);
  for (let a = 0; a < count; a++) {
    best.clear();
    let threshold = Number.NEGATIVE_INFINITY;
    for (let b = 0; b < people; b++) {
      const weight = weights[a * count + b] as number;
      if (weight > threshold && a !== b) {
        best.add(b, weight);
        threshold = best.threshold;
      }
    }
    list.set(best.columns.subarray(0, each), a * each);
  }
  return { each, list };
}
