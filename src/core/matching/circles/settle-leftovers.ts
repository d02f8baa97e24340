import type { CircleValue } from './circle-value.ts';
import { seatAnew } from './seat-anew.ts';
import { seatByExchange } from './seat-by-exchange.ts';

/** At most so many sets are tried for one more circle of those who are left. */
const mostTries = 20_000;
/** At most so many sets are tried to find places for all who are left. */
const mostExchanges = 300_000;

/**
 * Takes apart circles that break a rule and finds other circles for their members: together, as one more in a circle
 * that has room, or in the place of a member who finds another. Circles of kept members are never taken apart.
 *
 * @param least the smallest circle that may be made when nothing else is possible
 * @returns the circles, and those for whom nothing was found
 */
export function settleLeftovers(
  circles: readonly (readonly number[])[],
  {
    value,
    kept,
    size,
    least,
    most,
  }: { value: CircleValue; kept: (person: number) => boolean; size: number; least: number; most: number },
): { circles: number[][]; left: number[] } {
  const standing: number[][] = [];
  let left: number[] = [];
  for (const circle of circles) {
    if (circle.length >= least && value(circle) >= 0) standing.push([...circle]);
    else {
      const stays = circle.filter(kept);
      if (stays.length > 0) standing.push(stays);
      left.push(...circle.filter((person) => !kept(person)));
    }
  }
  const tries = { left: mostExchanges };
  const make = (wanted: number) => {
    for (let found = findCircle(left, wanted, value); found; found = findCircle(left, wanted, value)) {
      const members = found;
      standing.push(members);
      left = left.filter((person) => !members.includes(person));
    }
  };
  make(size);
  // First so that circles keep the agreed sizes, then in any way.
  const agreed = [...new Set(circles.map(({ length }) => length))].filter(
    (each) => each >= least && each <= most,
  );
  if (left.length > 0) left = seatAnew(standing, left, { value, kept, lengths: agreed, tries });
  tries.left = mostExchanges;
  for (let wanted = size - 1; wanted >= least; wanted--) make(wanted);
  left = left.filter((person) => !join(standing, person, { value, most }));
  left = left.filter((person) => !seatByExchange(standing, person, { value, kept, most, tries }));
  const lengths = [size, size + 1, size - 1].filter((each) => each >= least && each <= most);
  if (left.length > 0) left = seatAnew(standing, left, { value, kept, lengths, tries });
  return { circles: standing, left };
}

/** A set of people that may be a circle, found depth first; undefined when there is none, or not soon. */
function findCircle(left: readonly number[], size: number, value: CircleValue): number[] | undefined {
  let tries = 0;
  const extend = (members: number[], from: number): number[] | undefined => {
    if (members.length === size) return members;
    for (let at = from; at < left.length && tries < mostTries; at++) {
      const more = [...members, left[at] as number];
      tries++;
      // Rules only get harder with each further member.
      if (more.length > 1 && value(more) < 0) continue;
      const found = extend(more, at + 1);
      if (found) return found;
    }
    return undefined;
  };
  return size < 2 ? undefined : extend([], 0);
}

function join(
  circles: number[][],
  person: number,
  { value, most }: { value: CircleValue; most: number },
): boolean {
  let [best, gain] = [-1, Number.NEGATIVE_INFINITY];
  for (const [at, circle] of circles.entries()) {
    if (circle.length >= most) continue;
    const after = value([...circle, person]);
    if (after >= 0 && after - value(circle) > gain) [best, gain] = [at, after - value(circle)];
  }
  if (best < 0) return false;
  (circles[best] as number[]).push(person);
  return true;
}
