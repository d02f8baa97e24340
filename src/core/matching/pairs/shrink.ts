import { type AlternatingTree, eachVertex, even, odd, settle } from './alternating-tree.ts';

/** Two even nodes met at the edge (from, to): their cycle through the tree becomes one even blossom. */
export function shrink(tree: AlternatingTree, from: number, to: number): void {
  const { outer, reachedFrom, reachedAt, around, base, label, parts, links } = tree;
  const top = meetingPoint(tree, outer[from] as number, outer[to] as number);
  const cycle: number[] = [];
  const edges: number[] = [];
  // Down from the meeting point to `from` ...
  for (let node = outer[from] as number; node !== top; node = outer[reachedFrom[node] as number] as number) {
    cycle.unshift(node);
    edges.unshift(reachedFrom[node] as number, reachedAt[node] as number);
  }
  cycle.unshift(top);
  edges.push(from, to);
  // ... and up again from `to`.
  for (let node = outer[to] as number; node !== top; node = outer[reachedFrom[node] as number] as number) {
    cycle.push(node);
    edges.push(reachedAt[node] as number, reachedFrom[node] as number);
  }
  const blossom = tree.unusedBlossoms.pop() as number;
  for (const node of cycle) {
    settle(tree, node);
    around[node] = blossom;
    if (label[node] === odd) eachVertex(tree, node, (vertex) => tree.queue.push(vertex));
  }
  parts[blossom] = Int32Array.from(cycle);
  tree.inside[blossom] = verticesOf(tree, cycle);
  links[blossom] = Int32Array.from(edges);
  around[blossom] = -1;
  base[blossom] = base[top] as number;
  label[blossom] = even;
  reachedFrom[blossom] = reachedFrom[top] as number;
  reachedAt[blossom] = reachedAt[top] as number;
  tree.dual[blossom] = 0;
  tree.since[blossom] = tree.now;
  tree.touched.push(blossom);
  outer[blossom] = blossom;
  eachVertex(tree, blossom, (vertex) => {
    outer[vertex] = blossom;
  });
}

function verticesOf(tree: AlternatingTree, nodes: readonly number[]): Int32Array {
  const size = nodes.reduce((sum, node) => sum + (tree.inside[node]?.length ?? 1), 0);
  const all = new Int32Array(size);
  let next = 0;
  for (const node of nodes) {
    const vertices = tree.inside[node];
    if (vertices) all.set(vertices, next);
    else all[next] = node;
    next += vertices?.length ?? 1;
  }
  return all;
}

/** The outer node where the ways of two even nodes to the root come together. */
function meetingPoint(tree: AlternatingTree, one: number, other: number): number {
  const passed = new Set<number>();
  let [near, far] = [one, other];
  while (near >= 0 || far >= 0) {
    if (near >= 0) {
      if (passed.has(near)) return near;
      passed.add(near);
      near = parentOf(tree, near);
    }
    [near, far] = [far, near];
  }
  throw new Error('Two even nodes of one tree have no common root.');
}

function parentOf(tree: AlternatingTree, node: number): number {
  const from = tree.reachedFrom[node] as number;
  return from < 0 ? -1 : (tree.outer[from] as number);
}
