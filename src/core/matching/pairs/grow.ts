import { type AlternatingTree, dualNow, eachVertex, even, free, odd, settle } from './alternating-tree.ts';

/** Kinds of events: an edge to a node not reached, an edge between two even nodes, an odd blossom without dual. */
export const growing = 0;
export const meeting = 1;
export const falling = 2;

/** Labels an outer node as even; its vertices wait to be looked at. */
export function labelEven(tree: AlternatingTree, node: number, from: number, at: number): void {
  settle(tree, node);
  tree.label[node] = even;
  tree.reachedFrom[node] = from;
  tree.reachedAt[node] = at;
  tree.touched.push(node);
  eachVertex(tree, node, (vertex) => tree.queue.push(vertex));
}

/** Labels an outer node as odd; a blossom gets an event for when its dual is used up. */
export function labelOdd(tree: AlternatingTree, node: number, from: number, at: number): void {
  settle(tree, node);
  tree.label[node] = odd;
  tree.reachedFrom[node] = from;
  tree.reachedAt[node] = at;
  tree.touched.push(node);
  if (node >= tree.graph.count) tree.events.add(tree.now + (tree.dual[node] as number) / 2, falling, node, 0);
}

/** Adds events for the edges of a vertex that has become even. */
export function lookRound(tree: AlternatingTree, vertex: number): void {
  const { graph, outer, label, events, now } = tree;
  const own = outer[vertex] as number;
  const dual = dualNow(tree, vertex);
  const end = graph.start[vertex + 1] as number;
  for (let at = graph.start[vertex] as number; at < end; at++) {
    const other = graph.neighbour[at] as number;
    const node = outer[other] as number;
    if (node === own || label[node] === odd) continue;
    const slack = dual + dualNow(tree, other) - (graph.doubled[at] as number);
    if (label[node] === free) events.add(now + slack, growing, vertex, other);
    else events.add(now + slack / 2, meeting, vertex, other);
  }
}

/** Adds events for edges from even vertices to a vertex that is no longer in the tree. */
export function lookBack(tree: AlternatingTree, vertex: number): void {
  const { graph, outer, label, events, now } = tree;
  const dual = dualNow(tree, vertex);
  const end = graph.start[vertex + 1] as number;
  for (let at = graph.start[vertex] as number; at < end; at++) {
    const other = graph.neighbour[at] as number;
    if (label[outer[other] as number] !== even) continue;
    events.add(now + dual + dualNow(tree, other) - (graph.doubled[at] as number), growing, other, vertex);
  }
}
