import { type PairWeights, sumInside } from '../weights.ts';
import { bestPairs } from './best-pairs.ts';
import type { Pairing } from './pairing-so-far.ts';

/** Pairs and one group of three, and a sum that no others exceed; it is the best where both are equal. */
export interface PairsAndThree {
  groups: number[][];
  objective: number;
  bound: number;
}

/** How often the third is valued anew. */
const rounds = 8;

/**
 * The best pairs of an odd number of people, of whom three make one group. One of the three, the third, is paired with a
 * place that is worth what two others give them at most; so the exact pairing is a bound. What two people lose by being
 * paired although others suit them better is known from its duals and lowers what the third can hope for; with that the
 * pairing is made again, until the three that it asks for reach the bound.
 *
 * @param given whole weights of an odd number of people, at least three
 */
export function pairsAndThree(given: PairWeights, shouldStop = () => false): PairsAndThree {
  const { count } = given;
  const orders = rowOrders(given);
  let hopes = hopesOf(given, orders);
  let best: PairsAndThree | undefined;
  let bound = Number.POSITIVE_INFINITY;
  const tried = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const pairing = bestPairs(withPlace(given, hopes), shouldStop);
    if (round === 0) bound = pairing.bound;
    // Duals of a search that was stopped would say little.
    const next = pairing.proven ? hopesOf(given, orders, pairing) : hopes;
    if (pairing.proven) bound = Math.min(bound, Math.floor(pairing.bound + mostBeyond(next, hopes)));
    const third = pairing.mate[count] as number;
    const three = [third, next.one[third] as number, next.other[third] as number].sort((a, b) => a - b);
    const key = three.join(' ');
    if (!tried.has(key)) {
      tried.add(key);
      const found = withThree(given, three, shouldStop);
      if (!best || best.objective < found.objective) best = found;
    }
    if (best && (best.objective >= bound || shouldStop())) break;
    hopes = next;
  }
  if (!best) throw new RangeError(`${count} people hold no group of three.`);
  return { ...best, bound: Math.max(bound, best.objective) };
}

/** For each person as the third: what two others give them at most, and who. */
interface Hopes {
  most: Float64Array;
  one: Int32Array;
  other: Int32Array;
}

/** By how much somebody may hope for more than what a pairing was made with. */
function mostBeyond(now: Hopes, before: Hopes): number {
  return now.most.reduce(
    (most, hope, third) => Math.max(most, hope - (before.most[third] as number)),
    Number.NEGATIVE_INFINITY,
  );
}

/** Of each row the columns, greatest weight first, one row after the other. O(n^2 log n). */
function rowOrders({ count, weights }: PairWeights): Int32Array {
  const orders = new Int32Array(count * (count - 1));
  const row = new Float64Array(count - 1);
  for (let person = 0; person < count; person++) {
    // Weight and column in one number, because numbers alone are sorted many times faster.
    for (let at = 0; at < count - 1; at++) {
      const other = at < person ? at : at + 1;
      row[at] = -(weights[person * count + other] as number) * count + other;
    }
    row.sort();
    for (let at = 0; at < count - 1; at++) {
      const key = row[at] as number;
      orders[person * (count - 1) + at] = key - Math.floor(key / count) * count;
    }
  }
  return orders;
}

/** The hopes of everybody; with a pairing less what the two lose by being paired with each other. */
function hopesOf({ count, weights }: PairWeights, orders: Int32Array, pairing?: Pairing): Hopes {
  const hopes: Hopes = {
    most: new Float64Array(count),
    one: new Int32Array(count),
    other: new Int32Array(count),
  };
  const lost = pairing ? losses({ count, weights }, pairing) : undefined;
  for (let third = 0; third < count; third++) {
    const row = third * count;
    const order = orders.subarray(third * (count - 1), (third + 1) * (count - 1));
    let most = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < order.length; at++) {
      const one = order[at] as number;
      const first = weights[row + one] as number;
      if (2 * first <= most) break;
      for (let next = at + 1; next < order.length; next++) {
        const other = order[next] as number;
        const both = first + (weights[row + other] as number);
        if (both <= most) break;
        const hope = lost ? both - (lost[one * count + other] as number) : both;
        if (hope <= most) continue;
        most = hope;
        hopes.one[third] = one;
        hopes.other[third] = other;
      }
    }
    hopes.most[third] = Math.ceil(most);
  }
  return hopes;
}

/** By how much the duals of two people exceed the weight of their pair. */
function losses({ count, weights }: PairWeights, { duals }: Pairing): Float64Array {
  const lost = new Float64Array(count * count);
  for (let a = 0; a < count; a++)
    for (let b = 0; b < count; b++)
      lost[a * count + b] =
        ((duals.people[a] as number) + (duals.people[b] as number)) / 2 - (weights[a * count + b] as number);
  for (const { people, dual } of duals.sets) {
    const inside = people.filter((person) => person < count);
    for (const a of inside)
      for (const b of inside) lost[a * count + b] = (lost[a * count + b] as number) + dual / 2;
  }
  return lost;
}

function withPlace({ count, weights }: PairWeights, { most }: Hopes): PairWeights {
  const padded = new Float64Array((count + 1) * (count + 1));
  for (let row = 0; row < count; row++) {
    padded.set(weights.subarray(row * count, (row + 1) * count), row * (count + 1));
    padded[row * (count + 1) + count] = most[row] as number;
    padded[count * (count + 1) + row] = most[row] as number;
  }
  return { count: count + 1, weights: padded };
}

/** The best pairs of the others beside these three. */
function withThree(
  { count, weights }: PairWeights,
  three: readonly number[],
  shouldStop: () => boolean,
): PairsAndThree {
  const others = [...Array(count).keys()].filter((person) => !three.includes(person));
  const part = new Float64Array(others.length * others.length);
  let at = 0;
  for (const a of others) for (const b of others) part[at++] = weights[a * count + b] as number;
  const pairing = bestPairs({ count: others.length, weights: part }, shouldStop);
  const groups = [[...three]];
  for (const [row, mate] of pairing.mate.entries())
    if (row < mate) groups.push([others[row] as number, others[mate] as number]);
  const objective = sumInside({ count, weights }, groups);
  return { groups, objective, bound: objective };
}
