import type { Meter } from '../allowance.ts';
import type { Random } from '../random.ts';
import { dive } from './dive.ts';
import type { Column, FractionalGroups } from './fractional-groups.ts';
import { generateGroups, type Pricing } from './generate-groups.ts';

export interface PartsRequest {
  people: number;
  /** Members of the smaller groups. */
  size: number;
  price: Pricing;
  worth: (members: readonly number[]) => number;
  dice: Random;
  meter: Meter;
  /** A value at which nothing can be gained any more. */
  enough: number;
}

/** How many people a part has, and how fast it is dived into: drawn anew for each part. */
const [fewest, most] = [40, 200];
const [slow, fast] = [0.02, 0.2];
const rounds = 6;

/**
 * Improves groups part by part: some groups that fall short of what duals promise, and those around them, are made anew
 * from fractional ones, and kept when they are worth no less.
 *
 * @param start groups of everybody
 * @param root fractional groups of everybody
 */
export function improveParts(
  start: readonly (readonly number[])[],
  root: FractionalGroups,
  request: PartsRequest,
): number[][] {
  const { people, size, price, worth, dice, meter, enough } = request;
  const groups = start.map((group) => [...group].sort((a, b) => a - b));
  const known = columnsOfEach(root, people);
  const groupOf = new Int32Array(people);
  for (const [at, group] of groups.entries()) for (const person of group) groupOf[person] = at;
  const lossOf = (group: readonly number[]) =>
    group.reduce((sum, person) => sum + (root.duals[person] as number), 0) - worth(group);
  const losses = Float64Array.from(groups, lossOf);
  let total = groups.reduce((sum, group) => sum + worth(group), 0);
  while (total < enough && meter.share() < 1) {
    const wanted = fewest + dice.below(most - fewest);
    const part = choosePart(drawLoss(losses, dice), { groups, groupOf, known, wanted, dice });
    const own = part.map((at) => groups[at] as number[]);
    const alive = own.flat().sort((a, b) => a - b);
    const larger = own.filter(({ length }) => length > size).length;
    const columns = [
      ...own.map((rows) => ({ rows, worth: worth(rows) })),
      ...[...columnsInside(alive, known)].filter(({ rows }) => larger > 0 || rows.length === size),
    ];
    const asked = { people, alive, size, larger, price, rounds, meter };
    const generated = generateGroups(asked, { columns, shares: own.map(() => 1), duals: root.duals });
    const haste = slow * (fast / slow) ** dice.share();
    const found = dive({ ...asked, haste, dice }, generated);
    const gain = sumOf(found.groups, worth) - sumOf(own, worth);
    if (found.left.length > 0 || !(gain >= 0)) continue;
    total += gain;
    for (const [place, at] of part.entries()) {
      const group = found.groups[place] as number[];
      groups[at] = group;
      for (const person of group) groupOf[person] = at;
      losses[at] = lossOf(group);
    }
  }
  return groups;
}

function sumOf(groups: readonly (readonly number[])[], worth: PartsRequest['worth']): number {
  return groups.reduce((sum, group) => sum + worth(group), 0);
}

function columnsOfEach(root: FractionalGroups, people: number): Column[][] {
  const known: Column[][] = Array.from({ length: people }, () => []);
  for (const column of root.columns) for (const row of column.rows) (known[row] as Column[]).push(column);
  return known;
}

function columnsInside(alive: readonly number[], known: readonly Column[][]): Set<Column> {
  const inside = new Set(alive);
  const found = new Set<Column>();
  for (const person of alive)
    for (const column of known[person] as Column[])
      if (column.rows.every((row) => inside.has(row))) found.add(column);
  return found;
}

/** A group, the likelier the more it falls short. */
function drawLoss(losses: Float64Array, dice: Random): number {
  let total = 0;
  for (const loss of losses) total += Math.max(0, loss);
  let left = dice.share() * total;
  for (let at = 0; at < losses.length; at++) {
    left -= Math.max(0, losses[at] as number);
    if (left < 0) return at;
  }
  return dice.below(losses.length);
}

interface Choice {
  groups: readonly number[][];
  groupOf: Int32Array;
  known: readonly Column[][];
  wanted: number;
  dice: Random;
}

/** Steps that lead nowhere new before a part is as large as it gets. */
const patience = 100;

/** A group and those to which known columns lead from it, until enough people are in them. */
function choosePart(first: number, { groups, groupOf, known, wanted, dice }: Choice): number[] {
  const part = [first];
  const chosen = new Set(part);
  let held = (groups[first] as number[]).length;
  const anyOf = <T>(list: readonly T[]) => list[dice.below(list.length)] as T;
  for (let misses = 0; held < wanted && misses < patience; ) {
    const columns = known[anyOf(groups[anyOf(part)] as number[])] as Column[];
    const next = columns.length > 0 ? groupOf[anyOf(anyOf(columns).rows)] : undefined;
    if (next === undefined || chosen.has(next)) misses++;
    else {
      chosen.add(next);
      part.push(next);
      held += (groups[next] as number[]).length;
    }
  }
  return part;
}
