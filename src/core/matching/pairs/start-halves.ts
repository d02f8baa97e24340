import type { HalfPairs } from './half-pairs.ts';
import type { SparseGraph } from './sparse-graph.ts';

/** Duals that break no edge, each as low as the others allow, and pairs along tight edges. */
export function startHalves(graph: SparseGraph, likely: Float64Array): HalfPairs {
  const dual = likely.slice();
  const mate = new Int32Array(graph.count).fill(-1);
  const halves = { graph, dual, mate, cycle: new Int32Array(graph.count).fill(-1) };
  for (let v = 0; v < graph.count; v++) dual[v] = Math.max(dual[v] as number, tightest(halves, v).needed);
  for (let v = 0; v < graph.count; v++) {
    const { needed, partner } = tightest(halves, v);
    dual[v] = needed;
    if (mate[v] === -1 && mate[partner] === -1) [mate[v], mate[partner]] = [partner, v];
  }
  return halves;
}

/** The least dual that breaks no edge of a vertex, and a neighbour that asks for it: an unpaired one if possible. */
function tightest({ graph, dual, mate }: HalfPairs, v: number): { needed: number; partner: number } {
  let [needed, partner] = [Number.NEGATIVE_INFINITY, -1];
  const end = graph.start[v + 1] as number;
  for (let at = graph.start[v] as number; at < end; at++) {
    const other = graph.neighbour[at] as number;
    const asked = (graph.doubled[at] as number) - (dual[other] as number);
    if (asked > needed || (asked === needed && mate[partner] !== -1 && mate[other] === -1))
      [needed, partner] = [asked, other];
  }
  return { needed, partner };
}
