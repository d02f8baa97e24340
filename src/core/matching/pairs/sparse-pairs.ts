import { type AlternatingTree, dualNow, even, free, odd, settle } from './alternating-tree.ts';
import { augment } from './augment.ts';
import { expandOdd, release } from './expand.ts';
import { falling, growing, labelEven, labelOdd, lookRound } from './grow.ts';
import { shrink } from './shrink.ts';

/**
 * Pairs all the free, so that the pairing of the tree's graph has the greatest sum of weights, with the duals that prove
 * it (Edmonds 1965; one tree at a time with events in a heap, as in Cook and Rohe 1999, "Computing minimum-weight perfect
 * matchings"). Weights are whole numbers of at most 2^50. False when `shouldStop` came first; the graph must have a
 * pairing of all.
 */
export function pairSparsely(tree: AlternatingTree, shouldStop: () => boolean): boolean {
  for (let vertex = 0; vertex < tree.graph.count; vertex++) {
    if (tree.mate[vertex] !== -1) continue;
    if (shouldStop()) return false;
    search(tree, vertex);
    finish(tree);
  }
  return true;
}

/** Grows one tree from an unpaired vertex until it reaches another. */
function search(tree: AlternatingTree, root: number): void {
  const { outer, label, mate, base, events, queue, around } = tree;
  const event = new Int32Array(3);
  labelEven(tree, outer[root] as number, -1, root);
  for (;;) {
    while (queue.length > 0) {
      const vertex = queue.pop() as number;
      if (label[outer[vertex] as number] === even) lookRound(tree, vertex);
    }
    if (events.size === 0) throw new Error('A graph without a pairing of all was to be paired.');
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
        return;
      }
      labelOdd(tree, far, from, to);
      labelEven(tree, outer[partner] as number, bottom, partner);
    } else if (kind !== growing && label[far] === even) {
      shrink(tree, from, to);
    }
  }
}

function slackNow(tree: AlternatingTree, from: number, to: number): number {
  const { start, neighbour, doubled } = tree.graph;
  let at = start[from] as number;
  while (neighbour[at] !== to) at++;
  return dualNow(tree, from) + dualNow(tree, to) - (doubled[at] as number);
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
