import type { AlternatingTree } from './alternating-tree.ts';

/** An even vertex has a tight edge to one without a mate: pairs change places along the way to the root. */
export function augment(tree: AlternatingTree, from: number, to: number): void {
  const { outer, reachedFrom, reachedAt, mate } = tree;
  rebase(tree, outer[to] as number, to);
  mate[to] = from;
  let [inner, partner] = [from, to];
  for (;;) {
    const node = outer[inner] as number;
    rebase(tree, node, inner);
    mate[inner] = partner;
    const above = reachedFrom[node] as number;
    if (above < 0) return;
    // The node above is odd: it lets go of this one and takes its own way in.
    const oddNode = outer[above] as number;
    const entry = reachedAt[oddNode] as number;
    const next = reachedFrom[oddNode] as number;
    rebase(tree, oddNode, entry);
    mate[entry] = next;
    inner = next;
    partner = entry;
  }
}

/** Pairs inside a node are changed so that the vertex `at` is the one that is paired outside. */
function rebase(tree: AlternatingTree, node: number, at: number): void {
  if (node < tree.graph.count) return;
  const parts = tree.parts[node] as Int32Array;
  const links = tree.links[node] as Int32Array;
  let part = at;
  while (tree.around[part] !== node) part = tree.around[part] as number;
  rebase(tree, part, at);
  const entry = parts.indexOf(part);
  const count = parts.length;
  // From the entry the way of even length leads to the old base; along it, every second link becomes a pair.
  const forward = entry % 2 === 1;
  for (let place = entry; place % count !== 0; ) {
    place += forward ? 1 : -1;
    const link = forward ? place : place - 1;
    const [first, second] = [links[2 * link] as number, links[2 * link + 1] as number];
    const next = place + (forward ? 1 : -1);
    const [low, high] = forward ? [place, next] : [next, place];
    rebase(tree, parts[low % count] as number, first);
    rebase(tree, parts[high % count] as number, second);
    tree.mate[first] = second;
    tree.mate[second] = first;
    place = next;
  }
  tree.parts[node] = rotate(parts, entry);
  tree.links[node] = rotate(links, 2 * entry);
  tree.base[node] = at;
}

function rotate(list: Int32Array, by: number): Int32Array {
  const turned = new Int32Array(list.length);
  turned.set(list.subarray(by));
  turned.set(list.subarray(0, by), list.length - by);
  return turned;
}
