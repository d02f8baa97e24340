/** Edges of a graph on 0..count-1 by row: the neighbours of v stand from `start[v]` to `start[v + 1]`. */
export interface SparseGraph {
  count: number;
  start: Int32Array;
  neighbour: Int32Array;
  weight: Float64Array;
}

/** A graph from a list of undirected edges; an edge that is named twice stands once. */
export function sparseGraph(count: number, edges: Iterable<readonly [number, number, number]>): SparseGraph {
  const seen = new Map<number, number>();
  for (const [a, b, weight] of edges) if (a !== b) seen.set(Math.min(a, b) * count + Math.max(a, b), weight);
  const start = new Int32Array(count + 1);
  const ends = (key: number) => [Math.floor(key / count), key % count] as const;
  for (const key of seen.keys()) for (const end of ends(key)) start[end + 1] = (start[end + 1] as number) + 1;
  for (let v = 0; v < count; v++) start[v + 1] = (start[v + 1] as number) + (start[v] as number);
  const next = start.slice();
  const neighbour = new Int32Array(2 * seen.size);
  const weights = new Float64Array(2 * seen.size);
  for (const [key, weight] of seen) {
    const [a, b] = ends(key);
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const at = next[from] as number;
      neighbour[at] = to;
      weights[at] = weight;
      next[from] = at + 1;
    }
  }
  return { count, start, neighbour, weight: weights };
}
