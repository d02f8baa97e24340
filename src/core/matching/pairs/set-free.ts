import { type AlternatingTree, eachVertex } from './alternating-tree.ts';
import { release } from './expand.ts';

/**
 * Sets a vertex free, so that its dual may rise without an edge being left too slack. Between searches only. The odd sets
 * around it are dissolved; all else stays as proven as it was.
 */
export function setFree(tree: AlternatingTree, vertex: number): void {
  while (tree.around[vertex] !== -1) dissolve(tree, tree.outer[vertex] as number);
  unpair(tree, vertex);
}

/**
 * Half of an outer blossom's dual goes to each vertex inside: edges inside stay as tight as they were, those that leave it
 * get slack, so that its base lets go of its mate.
 */
function dissolve(tree: AlternatingTree, blossom: number): void {
  const share = (tree.dual[blossom] as number) / 2;
  eachVertex(tree, blossom, (vertex) => {
    tree.dual[vertex] = (tree.dual[vertex] as number) + share;
  });
  unpair(tree, tree.base[blossom] as number);
  release(tree, blossom);
}

function unpair({ mate }: AlternatingTree, vertex: number): void {
  const partner = mate[vertex] as number;
  if (partner !== -1) mate[partner] = -1;
  mate[vertex] = -1;
}
