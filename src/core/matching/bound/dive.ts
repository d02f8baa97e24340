import { type PairWeights, sumInside } from '../weights.ts';
import { boundGroups, type GroupBound } from './bound-groups.ts';
import type { Column } from './master.ts';

/**
 * Groups from a linear program: those are fixed of which it uses the largest shares, and the program is solved again
 * for the people who are left ("diving"; Sadykov et al. 2019, "Primal heuristics for branch-and-price").
 *
 * @param haste which share of the groups that are left is fixed in one step; slower is better
 * @returns undefined when it was stopped before everybody had a group
 */
export function dive(
  given: PairWeights,
  {
    size,
    root,
    haste,
    shouldStop,
  }: { size: number; root: GroupBound; haste: number; shouldStop: () => boolean },
): { groups: number[][]; objective: number } | undefined {
  const groups: number[][] = [];
  let left = [...Array(given.count).keys()];
  let { used, columns, duals } = root;
  while (left.length > 0) {
    const fixed = surest(used, Math.floor((left.length / size) * haste));
    if (fixed.length === 0) return undefined;
    groups.push(...fixed.map(({ rows }) => rows.map((row) => left[row] as number)));
    const gone = new Set(fixed.flatMap(({ rows }) => rows));
    const stays = [...left.keys()].filter((row) => !gone.has(row));
    left = stays.map((row) => left[row] as number);
    if (left.length === 0) break;
    if (left.length === size) {
      groups.push(left);
      break;
    }
    const next = boundGroups(partOf(given, left), {
      size,
      groups: [],
      columns: restricted(columns, stays),
      duals: Float64Array.from(stays, (row) => duals[row] as number),
      shouldStop,
    });
    if (!next.converged) return undefined;
    ({ used, columns, duals } = next);
  }
  return { groups, objective: sumInside(given, groups) };
}

/** The groups with the largest shares that have no member in common. */
function surest(used: GroupBound['used'], wanted: number): Column[] {
  const taken = new Set<number>();
  const fixed: Column[] = [];
  for (const { column, share } of used.toSorted((a, b) => b.share - a.share)) {
    if (fixed.length >= Math.max(1, wanted) && share < 0.99) break;
    if (column.rows.some((row) => taken.has(row))) continue;
    for (const row of column.rows) taken.add(row);
    fixed.push(column);
  }
  return fixed;
}

function partOf({ count, weights }: PairWeights, people: readonly number[]): PairWeights {
  const part = new Float64Array(people.length * people.length);
  for (const [row, a] of people.entries())
    for (const [column, b] of people.entries())
      part[row * people.length + column] = weights[a * count + b] as number;
  return { count: people.length, weights: part };
}

/** The columns of people who stay, with their new rows. */
function restricted(columns: readonly Column[], stays: readonly number[]): Column[] {
  const rowOf = new Map(stays.map((row, at) => [row, at]));
  return columns.flatMap(({ rows, worth }) => {
    const moved = rows.map((row) => rowOf.get(row));
    return moved.includes(undefined) ? [] : [{ rows: moved as number[], worth }];
  });
}
