import { BestOfRow } from '../best-of-row.ts';
import type { PairWeights } from '../weights.ts';

/**
 * Pairs the free (-1) in place: those who suit each other best first, then each new pair changes partners with another
 * pair as long as both together gain. O(f (f + n)) for f free ones, a few times. Not the best, but quick, for when time is
 * up or few are left.
 */
export function completePairs(given: PairWeights, mate: Int32Array): void {
  const free = [...mate.keys()].filter((vertex) => mate[vertex] === -1);
  for (let left = free; left.length > 0; left = left.filter((vertex) => mate[vertex] === -1))
    pairGreedily(given, mate, left);
  for (let round = 0; round < rounds; round++) {
    let changed = false;
    for (const vertex of free) if (exchange(given, mate, vertex)) changed = true;
    if (!changed) return;
  }
}

const rounds = 5;

/** How many partners each asks for at a time. */
const wishes = 8;

/** Pairs along the best wishes of each, the greatest first; at least two are paired. */
function pairGreedily({ count, weights }: PairWeights, mate: Int32Array, free: readonly number[]): void {
  const edges: number[] = [];
  const best = new BestOfRow(wishes);
  for (const a of free) {
    best.clear();
    for (const b of free) {
      const weight = weights[a * count + b] as number;
      if (a !== b && weight > best.threshold) best.add(b, weight);
    }
    for (let at = 0; at < best.size; at++) edges.push(a * count + (best.columns[at] as number));
  }
  edges.sort((one, other) => (weights[other] as number) - (weights[one] as number));
  for (const edge of edges) {
    const [a, b] = [Math.floor(edge / count), edge % count];
    if (mate[a] !== -1 || mate[b] !== -1) continue;
    mate[a] = b;
    mate[b] = a;
  }
}

/** The exchange with another pair that gains the most, if any gains. */
function exchange({ count, weights }: PairWeights, mate: Int32Array, a: number): boolean {
  const b = mate[a] as number;
  const own = weights[a * count + b] as number;
  let [most, best] = [0, -1];
  for (let c = 0; c < count; c++) {
    // Each pair is met from both sides, so both ways to exchange are seen.
    const d = mate[c] as number;
    if (c === a || c === b) continue;
    const gain =
      (weights[a * count + c] as number) +
      (weights[b * count + d] as number) -
      own -
      (weights[c * count + d] as number);
    if (gain > most) [most, best] = [gain, c];
  }
  if (best === -1) return false;
  const other = mate[best] as number;
  mate[a] = best;
  mate[best] = a;
  mate[b] = other;
  mate[other] = b;
  return true;
}
