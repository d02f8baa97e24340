import { type AlternatingTree, dualNow, emptyTree, even, free, odd, settle } from './alternating-tree.ts';
import { augment } from './augment.ts';
import { expandOdd, release } from './expand.ts';
import { falling, growing, labelEven, labelOdd, lookRound } from './grow.ts';
import { shrink } from './shrink.ts';
import type { SparseGraph } from './sparse-graph.ts';

/**
 * The perfect pairing of a sparse graph with the greatest sum of weights, with the duals that prove it (Edmonds 1965;
 * one tree at a time with events in a heap, as in Cook and Rohe 1999, "Computing minimum-weight perfect matchings").
 * Weights are whole numbers of at most 2^50.
 *
 * @param duals whole numbers to begin with, of each vertex; the better they are, the fewer searches are needed
 * @returns undefined when the graph has no perfect pairing, or when `shouldStop` said so
 */
export function pairSparsely(
  graph: SparseGraph,
  { duals, shouldStop = () => false }: { duals: Float64Array; shouldStop?: () => boolean },
): AlternatingTree | undefined {
  if (graph.count % 2 === 1) return undefined;
  const tree = emptyTree(graph);
  tree.dual.set(duals);
  startTight(tree);
  for (let vertex = 0; vertex < graph.count; vertex++) {
    if (tree.mate[vertex] !== -1) continue;
    if (shouldStop() || !search(tree, vertex)) return undefined;
    finish(tree);
  }
  return tree;
}

/** Raises duals until no edge is broken, then lowers each until an edge is tight, and pairs along tight edges. */
function startTight(tree: AlternatingTree): void {
  const { graph, dual, mate } = tree;
  for (let v = 0; v < graph.count; v++) {
    const { needed, partner } = tightest(tree, v);
    if (partner >= 0) dual[v] = Math.max(dual[v] as number, needed);
  }
  for (let v = 0; v < graph.count; v++) {
    const { needed, partner } = tightest(tree, v);
    if (partner < 0) continue;
    dual[v] = needed;
    if (mate[v] === -1 && mate[partner] === -1) [mate[v], mate[partner]] = [partner, v];
  }
}

/** The least dual that breaks no edge of a vertex, and a neighbour that asks for it: an unpaired one if possible. */
function tightest({ graph, dual, mate }: AlternatingTree, v: number): { needed: number; partner: number } {
  let [needed, partner] = [Number.NEGATIVE_INFINITY, -1];
  for (let at = graph.start[v] as number; at < (graph.start[v + 1] as number); at++) {
    const other = graph.neighbour[at] as number;
    const asked = 2 * (graph.weight[at] as number) - (dual[other] as number);
    if (asked > needed || (asked === needed && mate[partner] !== -1 && mate[other] === -1))
      [needed, partner] = [asked, other];
  }
  return { needed, partner };
}

/** Grows one tree from an unpaired vertex until it reaches another; false when it cannot. */
function search(tree: AlternatingTree, root: number): boolean {
  const { outer, label, mate, base, events, queue, around } = tree;
  const event = new Int32Array(3);
  labelEven(tree, outer[root] as number, -1, root);
  for (;;) {
    while (queue.length > 0) {
      const vertex = queue.pop() as number;
      if (label[outer[vertex] as number] === even) lookRound(tree, vertex);
    }
    if (events.size === 0) return false;
    tree.now = Math.max(tree.now, events.next);
    events.take(event);
    const [kind, from, to] = event as unknown as [number, number, number];
    if (kind === falling) {
      if (label[from] === odd && around[from] === -1) expandOdd(tree, from);
      continue;
    }
    const [near, far] = [outer[from] as number, outer[to] as number];
    if (near === far || label[near] !== even) continue;
    if (kind === growing && label[far] === free) {
      const slack = slackNow(tree, from, to);
      if (slack > 0) {
        // It was odd for a while and has risen; the event is from before.
        events.add(tree.now + slack, growing, from, to);
        continue;
      }
      const bottom = base[far] as number;
      const partner = mate[bottom] as number;
      if (partner === -1) {
        augment(tree, from, to);
        return true;
      }
      labelOdd(tree, far, from, to);
      labelEven(tree, outer[partner] as number, bottom, partner);
    } else if (kind !== growing && label[far] === even) {
      shrink(tree, from, to);
    }
  }
}

function slackNow(tree: AlternatingTree, from: number, to: number): number {
  const { start, neighbour, weight } = tree.graph;
  let at = start[from] as number;
  while (neighbour[at] !== to) at++;
  return dualNow(tree, from) + dualNow(tree, to) - 2 * (weight[at] as number);
}

/** Makes all duals true, forgets the labels, and lets go of blossoms that bind nothing. */
function finish(tree: AlternatingTree): void {
  const { touched, label, around, graph, parts } = tree;
  for (const node of touched) if (around[node] === -1 && label[node] !== free) settle(tree, node);
  const standing = touched.filter((node) => node >= graph.count && parts[node] && around[node] === -1);
  for (const node of touched) label[node] = free;
  for (const node of standing) if (parts[node] && tree.dual[node] === 0) release(tree, node);
  touched.length = 0;
  tree.queue.length = 0;
  tree.events.clear();
}
