import type { PairWeights } from '../weights.ts';
import type { PairDuals, PairingSoFar } from './pairing-so-far.ts';
import { pricePairs } from './price-pairs.ts';
import { type SparseGraph, sparseGraph } from './sparse-graph.ts';

/** A way to pair over a sparse graph, which can go on when the graph has got more edges. */
export interface PairSearch {
  /** Pairs all the free, best for the graph; false when it was stopped. */
  pairAll(): boolean;
  state: { graph: SparseGraph; dual: Float64Array; mate: Int32Array };
  /** The pairs as they are now, -1 for the free. */
  pairs(): Int32Array;
  sets(): PairDuals['sets'];
  /** What the odd sets add to the cover of a pair. */
  shared(): (a: number, b: number) => number;
  /** Lets go of a vertex, so that its dual may rise. */
  setFree(vertex: number): void;
}

/**
 * Solves for the sparse graph, looks which edges of the complete graph its duals do not cover, adds the worst of them, and
 * goes on from there until all are covered. False when it was stopped.
 */
export function pairAndPrice(
  given: PairWeights,
  { edges, soFar }: { edges: number[]; soFar: PairingSoFar },
  search: PairSearch,
): boolean {
  const { state } = search;
  for (;;) {
    const paired = search.pairAll();
    soFar.offerPairs(search.pairs());
    const { broken, covering } = pricePairs(given, state.dual, search.shared());
    soFar.offerDuals({ people: covering, sets: search.sets() });
    if (!paired || broken.length === 0) return paired;
    edges.push(...broken);
    state.graph = sparseGraph(given, edges);
    for (const edge of broken) cover(given, search, edge);
  }
}

/** One end of an edge is let go, and its dual rises until the edge is covered. */
function cover({ count, weights }: PairWeights, { state, setFree }: PairSearch, edge: number): void {
  const { dual, mate } = state;
  const [low, high] = [Math.floor(edge / count), edge % count];
  const lack = () => 2 * (weights[edge] as number) - (dual[low] as number) - (dual[high] as number);
  if (lack() <= 0) return;
  const vertex = mate[low] === -1 ? low : high;
  setFree(vertex);
  dual[vertex] = (dual[vertex] as number) + Math.max(0, lack());
}
