import { type AlternatingTree, eachVertex, free, settle } from './alternating-tree.ts';
import { labelEven, labelOdd, lookBack } from './grow.ts';

/** The dual of an odd blossom is used up: its parts stand alone again, those on the way of the tree keep labels. */
export function expandOdd(tree: AlternatingTree, blossom: number): void {
  const { outer, label, reachedFrom, reachedAt } = tree;
  settle(tree, blossom);
  const [from, at] = [reachedFrom[blossom] as number, reachedAt[blossom] as number];
  const parts = tree.parts[blossom] as Int32Array;
  const links = tree.links[blossom] as Int32Array;
  release(tree, blossom);
  const count = parts.length;
  const entry = parts.indexOf(outer[at] as number);
  // The way of even length from the entry to the base (part 0) alternates odd, even, ..., odd.
  const forward = entry % 2 === 1;
  labelOdd(tree, outer[at] as number, from, at);
  for (let place = entry; place % count !== 0; ) {
    for (const label of [labelEven, labelOdd]) {
      const link = forward ? place : place - 1;
      const [outside, inside] = forward ? [2 * link, 2 * link + 1] : [2 * link + 1, 2 * link];
      place += forward ? 1 : -1;
      label(tree, parts[place % count] as number, links[outside] as number, links[inside] as number);
    }
  }
  for (const part of parts)
    if (label[part] === free) eachVertex(tree, part, (vertex) => lookBack(tree, vertex));
}

/** Takes a blossom apart; its parts are outer nodes without a label. */
export function release(tree: AlternatingTree, blossom: number): void {
  const { outer, around, label, parts, links } = tree;
  for (const part of parts[blossom] as Int32Array) {
    around[part] = -1;
    label[part] = free;
    outer[part] = part;
    tree.since[part] = tree.now;
    eachVertex(tree, part, (vertex) => {
      outer[vertex] = part;
      tree.since[vertex] = tree.now;
    });
  }
  label[blossom] = free;
  parts[blossom] = undefined;
  links[blossom] = undefined;
  tree.inside[blossom] = undefined;
  tree.dual[blossom] = 0;
  tree.unusedBlossoms.push(blossom);
}
