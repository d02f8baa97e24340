import type { CircleValue } from './circle-value.ts';

export interface ExchangeRequest {
  value: CircleValue;
  /** Who stays where they are. */
  kept: (person: number) => boolean;
  /** The most members of a circle. */
  most: number;
  /** How many sets may still be tried; counted down. */
  tries: { left: number };
}

/** So many people at most give up their place for one who has none. */
const longest = 4;

interface Chain {
  /** Who is without a circle now. */
  person: number;
  /** Which circle took in somebody, and what it looks like now; the latest first. */
  changes: readonly { circle: number; members: number[] }[];
}

/**
 * Finds a place for somebody by a chain: they take the place of a member, who takes that of another, until one joins a
 * circle that has room. Shortest chains first, so that few circles change. Circles are changed in place.
 *
 * @returns whether a place was found
 */
export function seatByExchange(circles: number[][], person: number, request: ExchangeRequest): boolean {
  const { value, kept, tries } = request;
  const seen = new Set([person]);
  const queue: Chain[] = [{ person, changes: [] }];
  for (let next = 0; next < queue.length; next++) {
    const chain = queue[next] as Chain;
    const joined = joinAny(circles, chain, request);
    if (joined) {
      for (const { circle, members } of joined.toReversed()) circles[circle] = members;
      return true;
    }
    if (chain.changes.length === longest || tries.left <= 0) continue;
    for (const [circle, now] of circles.entries()) {
      if (chain.changes.some((change) => change.circle === circle)) continue;
      for (const member of now) {
        if (seen.has(member) || kept(member)) continue;
        tries.left--;
        const members = now.map((each) => (each === member ? chain.person : each));
        if (value(members) < 0) continue;
        seen.add(member);
        queue.push({ person: member, changes: [{ circle, members }, ...chain.changes] });
      }
    }
  }
  return false;
}

/** The chain with the circle that its last person makes best by joining; undefined where no circle has room. */
function joinAny(
  circles: readonly (readonly number[])[],
  { person, changes }: Chain,
  { value, most, tries }: ExchangeRequest,
): Chain['changes'] | undefined {
  let best: { circle: number; members: number[] } | undefined;
  let gain = Number.NEGATIVE_INFINITY;
  for (const [circle, before] of circles.entries()) {
    if (before.length >= most || changes.some((change) => change.circle === circle)) continue;
    tries.left--;
    const members = [...before, person];
    const after = value(members);
    if (after < 0 || after - value(before) <= gain) continue;
    gain = after - value(before);
    best = { circle, members };
  }
  return best && [best, ...changes];
}
