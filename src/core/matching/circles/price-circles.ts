import type { Column } from '../bound/fractional-groups.ts';
import type { Candidates } from '../groups/candidates.ts';
import type { CircleValue } from './circle-value.ts';

/** How many sets are extended at each size, and how many circles are kept of each person. */
const [width, keptEach] = [12, 2];

/**
 * Circles worth more than their members' duals: from each person outwards by likely partners, of each size the sets that
 * are ahead of their duals most, and then with one member exchanged while that helps. Quick, and no proof that there are
 * no others.
 *
 * @param alive who may be in a circle
 * @param toll what a circle of this size must be worth beyond its members' duals
 * @param shouldStop asked before each person
 */
export function priceCircles(
  { value, candidates }: { value: CircleValue; candidates: Candidates },
  {
    size,
    duals,
    alive,
    toll = 0,
    shouldStop,
  }: {
    size: number;
    duals: Float64Array;
    alive: readonly number[];
    toll?: number;
    shouldStop: () => boolean;
  },
): Column[] {
  const open = new Uint8Array(candidates.list.length / candidates.each);
  for (const person of alive) open[person] = 1;
  const found = new Map<string, Column>();
  const reducedOf = (members: readonly number[]) => {
    let reduced = value(members);
    for (const person of members) reduced -= duals[person] as number;
    return reduced;
  };
  for (const person of alive) {
    if (shouldStop()) break;
    let sets: Priced[] = [{ members: [person], reduced: 0 }];
    for (let length = 2; length <= size && sets.length > 0; length++) sets = extended(sets);
    for (const { members, reduced } of sets.slice(0, keptEach)) {
      const best = exchanged(members, reduced);
      if (best.reduced <= toll + 1e-9) continue;
      const rows = best.members.toSorted((a, b) => a - b);
      found.set(rows.join(' '), { rows, worth: value(rows) });
    }
  }
  return [...found.values()];

  /** The best sets with one member more. */
  function extended(sets: readonly Priced[]): Priced[] {
    const next = new Map<string, Priced>();
    for (const { members } of sets)
      for (const person of partnersOf(members)) {
        const more = [...members, person];
        const key = more.toSorted((a, b) => a - b).join(' ');
        if (next.has(key)) continue;
        const reduced = reducedOf(more);
        next.set(key, { members: more, reduced });
      }
    return [...next.values()].sort((a, b) => b.reduced - a.reduced).slice(0, width);
  }

  function exchanged(start: readonly number[], reduced: number): Priced {
    let best: Priced = { members: [...start], reduced };
    for (let better = true; better; ) {
      better = false;
      for (let at = 1; at < best.members.length; at++) {
        const others = best.members.toSpliced(at, 1);
        for (const person of partnersOf(others)) {
          const members = [...others, person];
          const reduced = reducedOf(members);
          if (reduced > best.reduced + 1e-9) {
            best = { members, reduced };
            better = true;
          }
        }
      }
    }
    return best;
  }

  /** Likely partners of any member, who are none. */
  function partnersOf(members: readonly number[]): Set<number> {
    const partners = new Set<number>();
    for (const member of members)
      for (let at = member * candidates.each; at < (member + 1) * candidates.each; at++) {
        const person = candidates.list[at] as number;
        if (person < 0) break;
        if (open[person] === 1 && !members.includes(person)) partners.add(person);
      }
    return partners;
  }
}

interface Priced {
  members: number[];
  reduced: number;
}
