import { type Allowance, stretch } from '../allowance.ts';
import type { Candidates } from '../groups/candidates.ts';
import { findTemperatures } from '../groups/temperatures.ts';
import type { Random } from '../random.ts';
import type { CircleSeating } from './circle-seating.ts';
import type { CircleValue } from './circle-value.ts';

/** Moves between two questions to the allowance. */
const stretchOfMoves = 200;
const probesEach = 2;
/** Exchanges for each person from which a search begins as warm as it gets. */
const plentyEach = 1000;
/** After this share of the allowance nothing is accepted that makes circles worse. */
const coolingShare = 0.95;
/** Two circles gain no more than this by one exchange, so everything moves at this temperature. */
const warmest = 1;

export interface CircleSearch {
  candidates: Candidates;
  value: CircleValue;
  /** The least members of a circle; smaller ones are worth less than any. */
  least: number;
  dice: Random;
  allowance: Allowance;
}

/**
 * Improves a seating by simulated annealing, as anneal-sums.ts does for plain sums, but with the whole value of both
 * circles at each exchange; an empty seat is exchanged like a person.
 *
 * @returns the best seating that was seen, and how many exchanges were tried
 */
export function annealCircles(
  start: CircleSeating,
  { candidates, value, least, dice, allowance }: CircleSearch,
): { seating: CircleSeating; tried: number } {
  const seating = { ...start, occupant: start.occupant.slice(), seatOf: start.seatOf.slice() };
  const { occupant, seatOf, fixed, seats } = seating;
  const circles = occupant.length / seats;
  const people = [...seatOf.keys()].filter(
    (person) => seatOf[person] !== -1 && !fixed[seatOf[person] as number],
  );
  if (circles < 2 || people.length === 0) return { seating, tried: 0 };
  const scratch = Array.from({ length: seats + 1 }, (_, members) => new Int32Array(members));
  const worth = (circle: number) => {
    let members = 0;
    for (let seat = circle * seats; seat < (circle + 1) * seats; seat++)
      if ((occupant[seat] as number) >= 0) members++;
    if (members === 0) return 0;
    if (members < least) return -hopeless * (1 + least - members);
    const group = scratch[members] as Int32Array;
    let next = 0;
    for (let seat = circle * seats; seat < (circle + 1) * seats; seat++)
      if ((occupant[seat] as number) >= 0) group[next++] = occupant[seat] as number;
    return value(group);
  };
  const worths = Float64Array.from({ length: circles }, (_, circle) => worth(circle));
  let total = worths.reduce((sum, each) => sum + each, 0);
  let [best, most] = [occupant.slice(), total];

  const exchange = (one: number, other: number) => {
    const [first, second] = [occupant[one] as number, occupant[other] as number];
    occupant[one] = second;
    occupant[other] = first;
    if (first >= 0) seatOf[first] = other;
    if (second >= 0) seatOf[second] = one;
  };
  const tryOne = (temperature: number): boolean => {
    const mover = people[dice.below(people.length)] as number;
    const from = seatOf[mover] as number;
    const here = Math.floor(from / seats);
    const wanted = candidates.list[mover * candidates.each + dice.below(candidates.each)] as number;
    // Those with few likely partners try any place.
    const beside = wanted >= 0 ? (seatOf[wanted] as number) : dice.below(occupant.length);
    if (beside < 0) return false;
    const there = Math.floor(beside / seats);
    const to = there * seats + dice.below(seats);
    if (there === here || (wanted >= 0 && to === beside) || fixed[to]) return false;
    exchange(from, to);
    const [worthHere, worthThere] = [worth(here), worth(there)];
    const gain = worthHere + worthThere - (worths[here] as number) - (worths[there] as number);
    if (gain < 0 && (gain <= -12 * temperature || Math.exp(gain / temperature) < dice.share())) {
      exchange(from, to);
      return false;
    }
    worths[here] = worthHere;
    worths[there] = worthThere;
    total += gain;
    return true;
  };
  let tried = 0;
  // What came before, as starting a worker, has used some of it.
  const own = stretch(allowance, { from: Math.min(0.99, allowance(0)), to: 1 });
  const search = (temperature: number, tries: number) => {
    let made = 0;
    for (let each = 0; each < tries; each++) if (tryOne(temperature)) made++;
    tried += tries;
    if (total > most + 1e-9) {
      most = total;
      best = occupant.slice();
    }
    return made / tries;
  };
  const { hot, cold } = findTemperatures(warmest, (temperature) =>
    own(tried) < 0.1 ? search(temperature, probesEach * people.length) : undefined,
  );
  const restore = () => {
    occupant.set(best);
    for (let seat = 0; seat < best.length; seat++)
      if ((best[seat] as number) >= 0) seatOf[best[seat] as number] = seat;
  };
  // With few exchanges for each person there is no time to warm up: it begins colder, from the best so far.
  const each = tried / Math.max(1e-9, own(tried)) / people.length;
  const warmth = Math.min(1, each / plentyEach);
  if (warmth < 1) {
    restore();
    for (let circle = 0; circle < circles; circle++) worths[circle] = worth(circle);
    total = most;
  }
  const warm = cold * (hot / cold) ** warmth;
  for (let used = own(tried); used < 1; used = own(tried))
    search(used < coolingShare ? warm * (cold / warm) ** (used / coolingShare) : 0, stretchOfMoves);
  restore();
  return { seating, tried };
}

const hopeless = 20;
