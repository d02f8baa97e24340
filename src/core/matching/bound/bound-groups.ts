import type { PairWeights } from '../weights.ts';
import { type Column, Master } from './master.ts';
import { priceGroups } from './price-groups.ts';

/** A bound on what groups of one size can be worth together, and the groups that were met on the way. */
export interface GroupBound {
  bound: number;
  duals: Float64Array;
  columns: Column[];
  /** The groups that the linear program uses, with their share. */
  used: { column: Column; share: number }[];
  /** Whether the bound is that of the linear program itself. */
  converged: boolean;
}

export interface BoundRequest {
  size: number;
  /** A good solution to begin with, or none. */
  groups: readonly (readonly number[])[];
  /** Further groups that are known to be good. */
  columns?: readonly Column[];
  /** Duals to begin with; otherwise they come from the groups. */
  duals?: Float64Array;
  shouldStop: () => boolean;
}

/** How far duals are moved towards those of the last solution; the rest stays with the best ones. */
const inward = 0.5;
/** Up to so many people every look is a whole one. */
const wholeFromStart = 200;
/** How many sets a short look extends for each person. */
const firstLook = 30;

/**
 * Bounds groups of `size`, where count is a multiple of it, by the linear program over all groups with columns made as
 * they are needed (Johnson, Mehrotra and Nemhauser 1993, "Min-cut clustering"), with smoothed duals (Wentges 1997).
 * Any duals give a bound, so it holds whenever the search is stopped.
 */
export function boundGroups(
  given: PairWeights,
  { size, groups, columns: known = [], duals, shouldStop }: BoundRequest,
): GroupBound {
  const { count } = given;
  const fine = 4 * size * greatest(given);
  const master = new Master(count, fine);
  const keys = new Set<string>();
  const add = (column: Column) => {
    const key = column.rows.join(' ');
    if (keys.has(key)) return false;
    keys.add(key);
    master.add(column);
    return true;
  };
  let best = { bound: Number.POSITIVE_INFINITY, duals: duals ?? sharesOf(given, groups) };
  for (const group of groups) add(columnOf(given, group));
  for (const column of known) add(column);
  const price = (duals: Float64Array, mostEach?: number) => {
    const { columns, excess, complete } = priceGroups(given, { size, duals, mostEach, shouldStop });
    const bound = complete ? excess + duals.reduce((sum, each) => sum + each, 0) : Number.POSITIVE_INFINITY;
    if (bound < best.bound) best = { bound, duals };
    return columns.filter(add).length;
  };
  let centre = best.duals;
  price(centre);
  let converged = false;
  while (!shouldStop()) {
    master.solve(shouldStop);
    if (shouldStop()) break;
    const value = master.duals.reduce((sum, each) => sum + each, 0);
    if (best.bound - value < 1e-6 * Math.abs(value)) {
      converged = true;
      break;
    }
    const between = centre.map((each, row) => each + inward * ((master.duals[row] as number) - each));
    // A short look finds enough for most steps; only a whole one gives a bound.
    if (count > wholeFromStart && price(between, firstLook) > count / 20) {
      centre = between;
      continue;
    }
    if (price(between) > 0) {
      centre = best.duals;
      continue;
    }
    if (price(master.duals.slice()) > 0) continue;
    converged = !shouldStop();
    break;
  }
  return { ...best, columns: master.columns, used: master.used(), converged };
}

function greatest({ weights }: PairWeights): number {
  let most = 1;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  return most;
}

function columnOf({ count, weights }: PairWeights, group: readonly number[]): Column {
  const rows = [...group].sort((a, b) => a - b);
  let worth = 0;
  for (const [at, a] of rows.entries())
    for (const b of rows.slice(at + 1)) worth += weights[a * count + b] as number;
  return { rows, worth };
}

/** Each group's sum shared by what each member brings to it: duals with which these groups are worth nothing more. */
function sharesOf({ count, weights }: PairWeights, groups: readonly (readonly number[])[]): Float64Array {
  const shares = new Float64Array(count);
  for (const group of groups)
    for (const a of group)
      for (const b of group)
        if (a !== b) shares[a] = (shares[a] as number) + (weights[a * count + b] as number) / 2;
  return shares;
}
