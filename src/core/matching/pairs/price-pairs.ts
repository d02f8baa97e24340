import { BestOfRow } from '../best-of-row.ts';
import type { PairWeights } from '../weights.ts';

/** What the duals of a sparse graph say of the complete one. */
export interface Prices {
  /** Edges whose weight the duals do not cover, as low * count + high; of each person only the worst ones. */
  broken: number[];
  /** The duals, raised so that they cover every edge: each person's by half of the worst that it lacks. */
  covering: Float64Array;
}

/** At most so many edges are named for a person in one go: the worst ones mend the others as well. */
const mostNamed = 4;

/**
 * Looks at every edge of the complete graph. O(n^2).
 *
 * @param shared what odd sets add to the cover of an edge; asked only where the duals of its ends do not suffice
 */
export function pricePairs(
  { count, weights }: PairWeights,
  dual: Float64Array,
  shared: (a: number, b: number) => number = () => 0,
): Prices {
  const broken: number[] = [];
  const worst = new Float64Array(count);
  const best = new BestOfRow(mostNamed);
  for (let a = 0; a < count; a++) {
    best.clear();
    const own = dual[a] as number;
    const row = a * count;
    for (let b = a + 1; b < count; b++) {
      let lack = 2 * (weights[row + b] as number) - own - (dual[b] as number);
      if (lack <= 0) continue;
      lack -= shared(a, b);
      if (lack <= 0) continue;
      if (lack > (worst[a] as number)) worst[a] = lack;
      if (lack > (worst[b] as number)) worst[b] = lack;
      best.add(b, lack);
    }
    for (let at = 0; at < best.size; at++) broken.push(row + (best.columns[at] as number));
  }
  const covering = worst.map((lack, vertex) => (dual[vertex] as number) + lack / 2);
  return { broken, covering };
}
