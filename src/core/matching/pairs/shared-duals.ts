import type { AlternatingTree } from './alternating-tree.ts';

/** Sums the duals of the blossoms that hold both of two vertices; quick when the first one stays the same. */
export function sharedDuals({ around, dual, outer }: AlternatingTree): (a: number, b: number) => number {
  // For each blossom whose it was last, and the duals from there outwards.
  const holder = new Int32Array(around.length).fill(-1);
  const outwards = new Float64Array(around.length);
  let last = -1;
  const look = (a: number) => {
    const path: number[] = [];
    for (let node = around[a] as number; node >= 0; node = around[node] as number) path.push(node);
    let sum = 0;
    for (const node of path.reverse()) {
      sum += dual[node] as number;
      holder[node] = a;
      outwards[node] = sum;
    }
    last = a;
  };
  return (a, b) => {
    if (outer[a] !== outer[b]) return 0;
    if (a !== last) look(a);
    for (let node = around[b] as number; node >= 0; node = around[node] as number)
      if (holder[node] === a) return outwards[node] as number;
    return 0;
  };
}
