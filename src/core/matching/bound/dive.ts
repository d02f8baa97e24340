import type { Meter } from '../allowance.ts';
import type { Random } from '../random.ts';
import { FractionalGroups, type FractionalRequest } from './fractional-groups.ts';
import { type Generated, improve, type Pricing } from './generate-groups.ts';

export interface DiveRequest extends FractionalRequest {
  price: Pricing;
  /** Which share of the groups that are left is fixed in one step; slower is better. */
  haste: number;
  /** With dice, groups of about the same share are taken in any order. */
  dice?: Random;
  meter: Meter;
}

/** Passes before and after new groups are sought in each step. */
const passes = 100;
/** A group of which so much is chosen is fixed in any case. */
const sure = 0.9;
/** With dice a share counts up to so much less. */
const doubt = 0.3;

/**
 * Groups from fractional ones: those are fixed of which most is chosen, and the rest is improved again for the people
 * who are left ("diving"; Sadykov et al. 2019, "Primal heuristics for branch-and-price").
 *
 * @returns the groups that were fixed, and who is in none of them because it was stopped or nothing more was found
 */
export function dive(request: DiveRequest, root: Generated): { groups: number[][]; left: number[] } {
  const { people, size, price, haste, dice, meter } = request;
  const groups: number[][] = [];
  const gone = new Uint8Array(people);
  let { alive, larger } = request;
  let { program } = root;
  while (alive.length > 0 && meter.share() < 1) {
    const wanted = Math.max(1, Math.floor((alive.length / size) * haste));
    const smaller = Math.round((alive.length - larger * (size + 1)) / size);
    const fixed = surest(program, { size, room: [smaller, larger], wanted, gone, dice });
    if (fixed.length === 0) break;
    groups.push(...fixed);
    larger -= fixed.filter(({ length }) => length > size).length;
    alive = alive.filter((person) => gone[person] === 0);
    if (alive.length === 0) break;
    program = without(program, gone, { people, alive, size, larger });
    improve(program, { passes, pace: root.pace, meter });
    for (const column of price(program.duals, { alive, larger })) program.add(column);
    improve(program, { passes, pace: root.pace, meter });
  }
  return { groups, left: [...alive] };
}

/** The program of those who are left. */
function without(
  { columns, shares, duals }: FractionalGroups,
  gone: Uint8Array,
  request: FractionalRequest,
): FractionalGroups {
  const open = columns.flatMap((column, at) =>
    column.rows.some((row) => gone[row] === 1) || (request.larger === 0 && column.rows.length > request.size)
      ? []
      : [at],
  );
  return new FractionalGroups(request, {
    columns: open.map((at) => columns[at] as (typeof columns)[number]),
    shares: open.map((at) => shares[at] as number),
    duals,
  });
}

interface Surest {
  size: number;
  /** How many smaller and how many larger groups are still to be made. */
  room: [number, number];
  wanted: number;
  gone: Uint8Array;
  dice: Random | undefined;
}

/** The groups with the largest shares that have no member in common; their members are noted as gone. */
function surest({ columns, shares }: FractionalGroups, asked: Surest): number[][] {
  const { size, room, wanted, gone, dice } = asked;
  const order = columns.flatMap(({ rows }, at) => {
    const share = shares[at] as number;
    return share > 0.01 ? [{ rows, share, rank: dice ? share * (1 - doubt * dice.share()) : share }] : [];
  });
  order.sort((a, b) => b.rank - a.rank);
  const fixed: number[][] = [];
  for (const { rows, share } of order) {
    if (fixed.length >= wanted && share < sure) break;
    const kind = rows.length > size ? 1 : 0;
    if (room[kind] === 0 || rows.some((row) => gone[row] === 1)) continue;
    room[kind]--;
    for (const row of rows) gone[row] = 1;
    fixed.push([...rows]);
  }
  return fixed;
}
