import type { Allowance } from '../allowance.ts';
import type { Random } from '../random.ts';
import type { GoodGroups } from './good-groups.ts';

const stretchOfMoves = 1000;

/**
 * Chooses good groups that have nobody in common, by annealing (a weighted set packing): a group goes in, and all that
 * share a member with it go out. Whoever is in no group is left for others to seat.
 *
 * @param given groups of `seats` people; `floor` is the sum from which a group is worth having, `spread` how far weights
 *   are apart
 * @returns the members of the chosen groups in a row, and how many moves were tried
 */
export function packGroups(
  { people, sums }: GoodGroups,
  given: { count: number; seats: number; floor: number; spread: number },
  { dice, allowance }: { dice: Random; allowance: Allowance },
): { chosen: number[]; tried: number } {
  const { count, seats, floor, spread } = given;
  const { start, groups } = byPerson(people, { count, seats });
  const inside = new Int32Array(count).fill(-1);
  const [hot, cold] = [spread / 17, spread / 115];
  const leave = new Int32Array(seats);
  let tried = 0;
  for (let used = allowance(0); used < 1; used = allowance(tried)) {
    const temperature = hot * (cold / hot) ** used;
    for (let move = 0; move < stretchOfMoves; move++) {
      const person = dice.below(count);
      const from = start[person] as number;
      const choices = (start[person + 1] as number) - from;
      if (choices === 0) continue;
      const group = groups[from + dice.below(choices)] as number;
      if (inside[person] === group) continue;
      let gain = (sums[group] as number) - floor;
      let leaving = 0;
      for (let at = 0; at < seats; at++) {
        const old = inside[people[group * seats + at] as number] as number;
        if (old < 0 || leave.subarray(0, leaving).includes(old)) continue;
        leave[leaving++] = old;
        gain -= (sums[old] as number) - floor;
      }
      if (gain < 0 && Math.exp(gain / temperature) < dice.share()) continue;
      for (let each = 0; each < leaving; each++)
        for (let at = 0; at < seats; at++)
          inside[people[(leave[each] as number) * seats + at] as number] = -1;
      for (let at = 0; at < seats; at++) inside[people[group * seats + at] as number] = group;
    }
    tried += stretchOfMoves;
  }
  const chosen = [...new Set(inside)].filter((group) => group >= 0);
  return {
    chosen: chosen.flatMap((group) => [...people.subarray(group * seats, (group + 1) * seats)]),
    tried,
  };
}

/** The groups of each person, in rows. */
function byPerson(people: Int32Array, { count, seats }: { count: number; seats: number }) {
  const start = new Int32Array(count + 1);
  for (const person of people) start[person + 1] = (start[person + 1] as number) + 1;
  for (let at = 0; at < count; at++) start[at + 1] = (start[at + 1] as number) + (start[at] as number);
  const next = start.slice();
  const groups = new Int32Array(people.length);
  people.forEach((person, at) => {
    groups[next[person] as number] = Math.floor(at / seats);
    next[person] = (next[person] as number) + 1;
  });
  return { start, groups };
}
