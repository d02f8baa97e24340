import type { CircleValue } from './circle-value.ts';

export interface SeatAnewRequest {
  value: CircleValue;
  kept: (person: number) => boolean;
  /** How many members circles may have, the best number first. */
  lengths: readonly number[];
  /** How many sets may still be tried; counted down. */
  tries: { left: number };
}

/** So many people at most are seated anew together, so many ways to choose circles are tried, and so many sets in each. */
const [mostPeople, mostChoices, mostSets] = [14, 2000, 20_000];

/**
 * Finds a place for everybody who has none by taking apart one circle, or two, or three, and seating their members and
 * these people in circles that may be larger or smaller by one. Every way to do so is tried where there are few people.
 * Circles are changed in place.
 *
 * @returns who is left
 */
export function seatAnew(circles: number[][], left: readonly number[], request: SeatAnewRequest): number[] {
  let waiting = [...left];
  const open = circles.filter((circle) => !circle.some(request.kept));
  let choices = 0;
  const within = () => choices < mostChoices && request.tries.left > 0;
  for (let taken = 0; taken <= open.length && waiting.length > 0 && within(); taken++) {
    if (waiting.length + 2 * taken > mostPeople) break;
    for (const chosen of combinations(open, taken)) {
      choices++;
      const people = [...waiting, ...chosen.flat()];
      if (!within() || people.length > mostPeople) break;
      const made = partition(people, request);
      if (!made) continue;
      for (const circle of chosen) circles.splice(circles.indexOf(circle), 1);
      circles.push(...made);
      waiting = [];
      break;
    }
  }
  // Perhaps there is a place for some of them.
  if (waiting.length < 2 || request.tries.left <= 0) return waiting;
  return waiting.flatMap((person) => seatAnew(circles, [person], request));
}

/** All people in circles that break no rule, found depth first; undefined when there is no way, or none soon. */
function partition(
  people: readonly number[],
  { value, lengths, tries }: SeatAnewRequest,
): number[][] | undefined {
  const end = Math.max(0, tries.left - mostSets);
  const fits = (members: readonly number[]) => members.length < 2 || value(members) >= 0;
  // Who goes with few is seated first.
  tries.left -= people.length ** 2;
  const friends = (person: number) =>
    people.filter((other) => other !== person && fits([person, other])).length;
  const order = people.map((person) => ({ person, friends: friends(person) }));
  const seat = (waiting: readonly number[]): number[][] | undefined => {
    const [first, ...others] = waiting;
    if (first === undefined) return [];
    for (const length of lengths) {
      const found = fill([first], others, { length, from: 0 });
      if (found) return found;
    }
    return undefined;
  };
  /** Whoever was passed over waits for another circle, so each set is tried once. */
  const fill = (
    members: readonly number[],
    others: readonly number[],
    { length, from }: { length: number; from: number },
  ): number[][] | undefined => {
    if (members.length === length) {
      const rest = seat(others);
      return rest && [[...members], ...rest];
    }
    for (let at = from; at < others.length; at++) {
      if (--tries.left < end) return undefined;
      const more = [...members, others[at] as number];
      if (!fits(more)) continue;
      const found = fill(more, others.toSpliced(at, 1), { length, from: at });
      if (found) return found;
    }
    return undefined;
  };
  return seat(order.sort((a, b) => a.friends - b.friends).map(({ person }) => person));
}

function* combinations<T>(from: readonly T[], size: number): Generator<T[]> {
  if (size === 0) yield [];
  else
    for (const [at, first] of from.entries())
      for (const rest of combinations(from.slice(at + 1), size - 1)) yield [first, ...rest];
}
