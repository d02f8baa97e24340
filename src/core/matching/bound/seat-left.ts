import type { PairWeights } from '../weights.ts';

/** Adds groups of the sizes that are still missing, made greedily of those who are left. */
export function seatLeft(
  { count, weights }: PairWeights,
  { groups, left }: { groups: readonly (readonly number[])[]; left: readonly number[] },
  sizes: readonly number[],
): number[][] {
  const missing = [...sizes];
  for (const { length } of groups) missing.splice(missing.indexOf(length), 1);
  const waiting = new Set(left);
  const made = missing.map((size) => {
    const group: number[] = [];
    while (group.length < size) {
      let [best, most] = [-1, Number.NEGATIVE_INFINITY];
      for (const person of waiting) {
        let sum = 0;
        for (const member of group) sum += weights[member * count + person] as number;
        if (sum > most) [best, most] = [person, sum];
      }
      group.push(best);
      waiting.delete(best);
    }
    return group;
  });
  return [...groups.map((group) => [...group]), ...made];
}
