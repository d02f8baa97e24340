import type { MateTable } from './mate-table.ts';

/** What others charge a person for sitting with them, by two people: what one pays the other gets. */
export type Transfers = Float64Array;

/** A person's greatest share in a circle, and with whom; no mates where nobody could sit with them. */
export interface BestShare {
  share: number;
  mates: readonly number[];
  /** How often a mate was looked at. */
  looked: number;
}

/** How often a mate is looked at for one person; beyond, what no mates can exceed stands for the best. */
const mostLooks = 100_000;

interface Mate {
  person: number;
  add: number;
  gains: Float64Array;
}

/**
 * The greatest share that a person can have of the score of a circle with so many mates, less what these charge: whether the
 * mates may sit with each other is not asked, so it is never less than in a circle. Means over mates are added up, and of
 * mates that bring the same only the best few are looked at.
 */
export function bestMates(
  table: MateTable,
  transfers: Transfers,
  { person, mates }: { person: number; mates: number },
): BestShare {
  const list = worthwhile(likely(table, transfers, { person, mates }), mates);
  if (list.length < mates) return { share: 0, mates: [], looked: 0 };
  const [own, width] = [table.own[person] as number, (list[0] as Mate).gains.length];
  const covered = Array.from({ length: mates }, () => new Float64Array(width));
  const chosen: Mate[] = [];
  let [best, found, looked]: [number, number[], number] = [Number.NEGATIVE_INFINITY, [], 0];
  // What a mate brings besides others only becomes less, so the best few of those left bound what they bring together.
  const walk = (open: readonly Mate[], sum: number) => {
    const left = mates - chosen.length;
    const most = mostEach(open, covered[chosen.length] as Float64Array);
    looked += open.length;
    if (left === 1) {
      const last = placeOfMost(most);
      if (sum + (most[last] as number) <= best) return;
      best = sum + (most[last] as number);
      found = [...chosen, open[last] as Mate].map((mate) => mate.person);
      return;
    }
    const order = [...open.keys()].sort((a, b) => (most[b] as number) - (most[a] as number) || a - b);
    for (let at = 0; at + left <= order.length && looked < mostLooks; at++) {
      let could = sum;
      for (let next = at; next < at + left; next++) could += most[order[next] as number] as number;
      if (could <= best) break;
      const mate = open[order[at] as number] as Mate;
      cover(covered[chosen.length] as Float64Array, mate, covered[chosen.length + 1] as Float64Array);
      chosen.push(mate);
      walk(
        order.slice(at + 1).map((place) => open[place] as Mate),
        sum + (most[order[at] as number] as number),
      );
      chosen.pop();
    }
  };
  walk(list, 0);
  const share = looked < mostLooks ? best : atMost(list, mates);
  return { share: Math.max(0, own + share), mates: found, looked };
}

/** What each adds and brings beyond what is covered. */
function mostEach(open: readonly Mate[], covered: Float64Array): Float64Array {
  const most = new Float64Array(open.length);
  for (let at = 0; at < open.length; at++) {
    const { add, gains } = open[at] as Mate;
    let sum = add;
    for (let each = 0; each < gains.length; each++) {
      const more = (gains[each] as number) - (covered[each] as number);
      if (more > 0) sum += more;
    }
    most[at] = sum;
  }
  return most;
}

function placeOfMost(values: Float64Array): number {
  let place = 0;
  for (let at = 1; at < values.length; at++)
    if ((values[at] as number) > (values[place] as number)) place = at;
  return place;
}

function cover(before: Float64Array, { gains }: Mate, after: Float64Array): void {
  for (let at = 0; at < gains.length; at++) after[at] = Math.max(before[at] as number, gains[at] as number);
}

/** What no so many of them add and bring, each counted as if nothing were covered. */
function atMost(list: readonly Mate[], mates: number): number {
  const most = mostEach(list, new Float64Array((list[0] as Mate).gains.length))
    .sort()
    .subarray(-mates);
  return most.reduce((sum, each) => sum + each, 0);
}

/** Of each kind of mates those who add most, as many as a circle could hold; who adds most comes first. */
function likely(
  { count, between, kind, gainsOf }: MateTable,
  transfers: Transfers,
  { person, mates }: { person: number; mates: number },
): Mate[] {
  const kinds = gainsOf[person] as readonly Float64Array[];
  const adds = new Float64Array(kinds.length * mates);
  const people = new Int32Array(kinds.length * mates).fill(-1);
  for (let other = 0, cell = person * count; other < count; other++, cell++) {
    const mean = between[cell] as number;
    if (mean < 0) continue;
    const add = mean / mates + (transfers[cell] as number);
    const from = (kind[cell] as number) * mates;
    let at = from + mates;
    while (at > from && ((people[at - 1] as number) < 0 || (adds[at - 1] as number) < add)) at--;
    if (at === from + mates) continue;
    adds.copyWithin(at + 1, at, from + mates - 1);
    people.copyWithin(at + 1, at, from + mates - 1);
    adds[at] = add;
    people[at] = other;
  }
  const list: Mate[] = [];
  for (let at = 0; at < people.length; at++)
    if ((people[at] as number) >= 0)
      list.push({
        person: people[at] as number,
        add: adds[at] as number,
        gains: kinds[Math.floor(at / mates)] as Float64Array,
      });
  return list.sort((a, b) => b.add - a.add || a.person - b.person);
}

/** Without those to whom as many others as a circle could hold are to be preferred in everything. */
function worthwhile(list: readonly Mate[], mates: number): Mate[] {
  const kept: Mate[] = [];
  for (const mate of list) {
    let better = 0;
    for (const other of kept) if (bringsAll(other, mate)) better++;
    if (better < mates) kept.push(mate);
  }
  return kept;
}

function bringsAll({ gains }: Mate, than: Mate): boolean {
  for (let at = 0; at < gains.length; at++)
    if ((gains[at] as number) < (than.gains[at] as number)) return false;
  return true;
}
