import { BestOfRow } from '../best-of-row.ts';
import type { PairWeights } from '../weights.ts';
import type { Column } from './fractional-groups.ts';

const keptEach = 2;
/** How many partners are combined, by the size of groups: the number of sets stays near 10,000 a person. */
const partners: Record<number, number> = { 2: 400, 3: 140, 4: 40, 5: 24 };

/**
 * Groups whose sum of weights exceeds that of their members' duals, among each person's likeliest partners at these
 * duals; the best of each person. Quick, and no proof that there are no others.
 *
 * @param alive who may be in a group
 * @param toll what a group of this size must be worth beyond its members' duals
 */
export function priceNear(
  { count, weights }: PairWeights,
  {
    size,
    duals,
    alive,
    toll = 0,
  }: { size: number; duals: Float64Array; alive: readonly number[]; toll?: number },
): Column[] {
  if (alive.length < size) return [];
  const width = Math.min(partners[size] ?? 16, alive.length - 1);
  const share = 1 / (size - 1);
  const best = new BestOfRow(Math.max(1, width));
  const own = new Float64Array(width);
  const between = new Float64Array(width * width);
  const members = new Int32Array(size - 1);
  const found = new Map<string, Column>();
  let kept: { rows: number[]; reduced: number }[] = [];
  for (const person of alive) {
    best.clear();
    const from = person * count;
    let least = Number.NEGATIVE_INFINITY;
    for (const other of alive) {
      const excess = (weights[from + other] as number) - (duals[other] as number) * share;
      if (excess > least && other !== person) {
        best.add(other, excess);
        least = best.threshold;
      }
    }
    const row = best.columns;
    const mine = (duals[person] as number) * share;
    let most = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < best.size; a++) {
      const one = row[a] as number;
      const dual = (duals[one] as number) * share;
      own[a] = (weights[from + one] as number) - dual - mine;
      for (let b = 0; b < a; b++) {
        const other = row[b] as number;
        const excess = (weights[one * count + other] as number) - dual - (duals[other] as number) * share;
        between[a * width + b] = excess;
        between[b * width + a] = excess;
        if (excess > most) most = excess;
      }
    }
    kept = [];
    let floor = toll + 1e-6 * (1 + Math.abs(mine));
    const extend = (depth: number, next: number, sum: number) => {
      const open = size - 2 - depth;
      const inner = most * (open * (depth + 1) + (open * (open - 1)) / 2);
      for (let at = next; at < best.size - open; at++) {
        const gain = own[at] as number;
        // Partners stand best first, so nobody further on adds more than this one and the best of pairs.
        let more = sum + gain;
        if (sum + (open + 1) * gain + depth * most + inner <= floor) break;
        for (let each = 0; each < depth; each++)
          more += between[(members[each] as number) * width + at] as number;
        if (more + open * gain + inner <= floor) continue;
        members[depth] = at;
        if (open > 0) extend(depth + 1, at + 1, more);
        else {
          kept.push({ rows: Array.from(members, (each) => row[each] as number), reduced: more });
          if (kept.length <= keptEach) continue;
          kept.sort((a, b) => b.reduced - a.reduced);
          kept.length = keptEach;
          floor = (kept[keptEach - 1] as { reduced: number }).reduced;
        }
      }
    };
    extend(0, 0, 0);
    for (const { rows } of kept) {
      const group = [person, ...rows].sort((a, b) => a - b);
      found.set(group.join(' '), columnOf({ count, weights }, group));
    }
  }
  return [...found.values()];
}

/** A column from members in rising order. */
export function columnOf({ count, weights }: PairWeights, rows: readonly number[]): Column {
  let worth = 0;
  for (let a = 0; a < rows.length; a++)
    for (let b = a + 1; b < rows.length; b++)
      worth += weights[(rows[a] as number) * count + (rows[b] as number)] as number;
  return { rows, worth };
}
