import { BestOfRow } from '../best-of-row.ts';
import type { PairWeights } from '../weights.ts';

const sweeps = 6;

/**
 * Prices that let nobody be everybody's favourite: first what each one's best pair weighs, then each sweep moves a
 * person's dual half of the way to what the best partner would leave. O(n^2) a sweep.
 */
export function balancedDuals(given: PairWeights): Float64Array {
  const { count } = given;
  const duals = new Float64Array(count);
  const first = new Float64Array(count);
  for (let v = 0; v < count; v++) first[v] = mostLeft(given, duals, v) / 2;
  duals.set(first);
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (let v = 0; v < count; v++)
      duals[v] = Math.ceil((mostLeft(given, duals, v) + (duals[v] as number)) / 2);
  return duals;
}

/** What the best partner of a person would leave of twice the weight. */
function mostLeft({ count, weights }: PairWeights, duals: Float64Array, v: number): number {
  const row = v * count;
  let most = Number.NEGATIVE_INFINITY;
  for (let other = 0; other < count; other++) {
    const left = 2 * (weights[row + other] as number) - (duals[other] as number);
    if (left > most && other !== v) most = left;
  }
  return most;
}

/**
 * The edges that each person would like best at these prices, and enough to pair everybody, as low * count + high. Each
 * looks at those after itself first: among many equal ones not everybody should name the same few.
 */
export function likeliestEdges({ count, weights }: PairWeights, duals: Float64Array, most: number): number[] {
  const edges: number[] = [];
  const best = new BestOfRow(most);
  for (let v = 0; v < count; v++) {
    best.clear();
    const row = v * count;
    const look = (from: number, to: number) => {
      let threshold = best.threshold;
      for (let other = from; other < to; other++) {
        const value = 2 * (weights[row + other] as number) - (duals[other] as number);
        if (value <= threshold) continue;
        best.add(other, value);
        threshold = best.threshold;
      }
    };
    look(v + 1, count);
    look(0, v);
    for (let at = 0; at < best.size; at++) {
      const other = best.columns[at] as number;
      edges.push(Math.min(v, other) * count + Math.max(v, other));
    }
  }
  for (let v = 0; v < count; v += 2) edges.push(v * count + v + 1);
  return edges;
}
