import { likeliest } from './candidates.ts';
import type { SeatedWeights } from './seated-weights.ts';

/** Groups that are good by themselves, `seats` people each, and their sums of weights. */
export interface GoodGroups {
  people: Int32Array;
  sums: Float64Array;
}

/** How many likely partners are combined, by the size of groups: the number of sets stays near 150,000 a person. */
const partners: Record<number, number> = { 2: 200, 3: 200, 4: 100, 5: 44 };

/** For each person the `each` groups with the greatest sums among all sets of likely partners; no group twice. Stopped early, the last people have fewer. */
export function goodGroups(given: SeatedWeights, each: number, shouldStop = () => false): GoodGroups {
  const { count, people, weights, seats } = given;
  const { each: width, list } = likeliest(given, partners[seats] ?? 20);
  const between = new Float64Array(width * width);
  const members = new Int32Array(seats - 1);
  const best = { sums: new Float64Array(each), rows: new Int32Array(each * (seats - 1)), size: 0 };
  const found = new Map<string, { group: number[]; sum: number }>();
  for (let person = 0; person < people && !shouldStop(); person++) {
    const row = list.subarray(person * width, (person + 1) * width);
    for (let a = 0; a < width; a++)
      for (let b = 0; b < width; b++)
        between[a * width + b] = weights[(row[a] as number) * count + (row[b] as number)] as number;
    best.size = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < width; a++)
      for (let b = 0; b < a; b++) most = Math.max(most, between[a * width + b] as number);
    const own = Float64Array.from(row, (other) => weights[person * count + other] as number);
    const extend = (depth: number, from: number, sum: number) => {
      for (let next = from; next < width; next++) {
        let more = sum + (own[next] as number);
        for (let at = 0; at < depth; at++) more += between[(members[at] as number) * width + next] as number;
        members[depth] = next;
        // The likeliest partners stand first, so nobody further on adds more than this one and the best of pairs.
        const open = seats - 2 - depth;
        const hoped =
          more + open * (own[next] as number) + most * (open * (depth + 1) + (open * (open - 1)) / 2);
        if (best.size === each && hoped <= (best.sums[each - 1] as number)) continue;
        if (depth === seats - 2) keep(best, members, more);
        else extend(depth + 1, next + 1, more);
      }
    };
    extend(0, 0, 0);
    for (let at = 0; at < best.size; at++) {
      const group = [person];
      for (let place = 0; place < seats - 1; place++)
        group.push(row[best.rows[at * (seats - 1) + place] as number] as number);
      group.sort((a, b) => a - b);
      found.set(group.join(' '), { group, sum: best.sums[at] as number });
    }
  }
  const all = [...found.values()];
  return {
    people: Int32Array.from(all.flatMap(({ group }) => group)),
    sums: Float64Array.from(all, ({ sum }) => sum),
  };
}

interface BestSets {
  sums: Float64Array;
  rows: Int32Array;
  size: number;
}

/** Puts a set in its place among the best, when it is one of them. */
function keep(best: BestSets, members: Int32Array, sum: number): void {
  const { sums, rows } = best;
  const width = members.length;
  if (best.size === sums.length && sum <= (sums[best.size - 1] as number)) return;
  let at = best.size < sums.length ? best.size++ : best.size - 1;
  for (; at > 0 && (sums[at - 1] as number) < sum; at--) {
    sums[at] = sums[at - 1] as number;
    rows.copyWithin(at * width, (at - 1) * width, at * width);
  }
  sums[at] = sum;
  rows.set(members, at * width);
}
