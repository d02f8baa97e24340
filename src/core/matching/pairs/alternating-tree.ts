import { EventQueue } from './event-queue.ts';
import { type HalfPairs, openCycles } from './half-pairs.ts';
import type { SparseGraph } from './sparse-graph.ts';

/** Labels of outer nodes in the search: not reached, at even distance from the root, at odd distance. */
export const free = 0;
export const even = 1;
export const odd = 2;

/**
 * What Edmonds' algorithm knows: vertices are 0..count-1, blossoms count..2*count-1. Duals are kept for twice the
 * weights, so that with whole weights they stay whole.
 */
export interface AlternatingTree {
  graph: SparseGraph;
  /** The vertex each vertex is paired with, or -1. */
  mate: Int32Array;
  /** Duals: of vertices any number, of blossoms at least 0. */
  dual: Float64Array;
  /** The time at which `dual` was last true; an even vertex sinks and an odd one rises while time passes. */
  since: Float64Array;
  now: number;
  /** The outermost blossom (or the vertex itself) that holds each vertex. */
  outer: Int32Array;
  /** The blossom right around a node, or -1. */
  around: Int32Array;
  /** The vertex of a node that is paired outside of it, or where the root is. */
  base: Int32Array;
  label: Uint8Array;
  /** The edge by which a node was reached: the vertex outside, the vertex inside; -1 at the root. */
  reachedFrom: Int32Array;
  reachedAt: Int32Array;
  /** Of blossoms: their parts in cyclic order from the base, and edge i from part i to part i + 1 as two vertices. */
  parts: (Int32Array | undefined)[];
  links: (Int32Array | undefined)[];
  /** Of blossoms: all vertices inside. */
  inside: (Int32Array | undefined)[];
  unusedBlossoms: number[];
  /** Outer nodes with a label, to be cleared after the search; may name nodes that are gone. */
  touched: number[];
  /** Even vertices whose edges have not been looked at yet. */
  queue: number[];
  events: EventQueue;
}

/** The tree of a pairing by halves, before the first search: of each cycle of halves one is free and the others are paired. */
export function treeOf(halves: HalfPairs): AlternatingTree {
  const { graph } = halves;
  const { count } = graph;
  const nodes = 2 * count;
  const dual = new Float64Array(nodes);
  dual.set(halves.dual);
  return {
    graph,
    mate: openCycles(halves),
    dual,
    since: new Float64Array(nodes),
    now: 0,
    outer: Int32Array.from({ length: nodes }, (_, node) => node),
    around: new Int32Array(nodes).fill(-1),
    base: Int32Array.from({ length: nodes }, (_, node) => node),
    label: new Uint8Array(nodes),
    reachedFrom: new Int32Array(nodes).fill(-1),
    reachedAt: new Int32Array(nodes).fill(-1),
    parts: new Array(nodes),
    links: new Array(nodes),
    inside: new Array(nodes),
    unusedBlossoms: Array.from({ length: count }, (_, at) => nodes - 1 - at),
    touched: [],
    queue: [],
    events: new EventQueue(),
  };
}

/** Calls `visit` with every vertex inside a node. */
export function eachVertex(tree: AlternatingTree, node: number, visit: (vertex: number) => void): void {
  if (node < tree.graph.count) visit(node);
  else {
    const vertices = tree.inside[node] as Int32Array;
    for (let at = 0; at < vertices.length; at++) visit(vertices[at] as number);
  }
}

/** The dual of a vertex at this moment of the search. */
export function dualNow(tree: AlternatingTree, vertex: number): number {
  const label = tree.label[tree.outer[vertex] as number];
  const passed = tree.now - (tree.since[vertex] as number);
  const dual = tree.dual[vertex] as number;
  return label === even ? dual - passed : label === odd ? dual + passed : dual;
}

/** Makes the duals of an outer node and of all in it true now; to be called before its label changes. */
export function settle(tree: AlternatingTree, node: number): void {
  const { label, now, dual, since } = tree;
  const direction = label[node] === even ? -1 : label[node] === odd ? 1 : 0;
  const move = (each: number, rate: number) => {
    dual[each] = (dual[each] as number) + rate * (now - (since[each] as number));
    since[each] = now;
  };
  eachVertex(tree, node, (vertex) => move(vertex, direction));
  // A blossom's dual changes twice as fast, and against those of its vertices.
  if (node >= tree.graph.count) move(node, -2 * direction);
}
