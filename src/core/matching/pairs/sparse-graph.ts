import type { PairWeights } from '../weights.ts';

/** Edges of a graph on 0..count-1 by row: the neighbours of v stand from `start[v]` to `start[v + 1]`. */
export interface SparseGraph {
  count: number;
  start: Int32Array;
  neighbour: Int32Array;
  /** Twice the weight of each edge, as duals are for twice the weights. */
  doubled: Float64Array;
}

/**
 * The part of a complete graph that has these edges, each named as low * count + high; one that is named twice stands
 * once. Takes O(m log m) for m edges.
 */
export function sparseGraph({ count, weights }: PairWeights, edges: readonly number[]): SparseGraph {
  const sorted = Float64Array.from(edges).sort();
  const start = new Int32Array(count + 1);
  let kept = 0;
  for (let at = 0; at < sorted.length; at++) {
    const edge = sorted[at] as number;
    if (at > 0 && edge === sorted[kept - 1]) continue;
    sorted[kept++] = edge;
    for (const end of [Math.floor(edge / count), edge % count])
      start[end + 1] = (start[end + 1] as number) + 1;
  }
  for (let v = 0; v < count; v++) start[v + 1] = (start[v + 1] as number) + (start[v] as number);
  const next = start.slice();
  const neighbour = new Int32Array(2 * kept);
  const doubled = new Float64Array(2 * kept);
  const place = (from: number, to: number, weight: number) => {
    const at = next[from] as number;
    neighbour[at] = to;
    doubled[at] = weight;
    next[from] = at + 1;
  };
  for (let at = 0; at < kept; at++) {
    const edge = sorted[at] as number;
    const [low, high] = [Math.floor(edge / count), edge % count];
    place(low, high, 2 * (weights[edge] as number));
    place(high, low, 2 * (weights[edge] as number));
  }
  return { count, start, neighbour, doubled };
}
