import type { Random } from '../random.ts';
import type { Candidates } from './candidates.ts';
import type { SeatedWeights } from './seated-weights.ts';
import type { Seating } from './seating.ts';

/** A seating with the sums that swaps are judged by. */
export interface SummedSeating extends Seating {
  /** Each one's sum of weights to the own group. */
  own: Float64Array;
}

/** Adds each one's sum to a seating. */
export function sumUp(seating: Seating, given: SeatedWeights): SummedSeating {
  const summed = { ...seating, own: new Float64Array(given.count) };
  for (let first = 0; first < given.count; first += given.seats) sumGroup(summed, given, first);
  return summed;
}

/**
 * Tries so many swaps at one temperature (Metropolis): somebody takes the place of a group-mate of one of the own
 * candidates. Direct sums over the two groups are cheaper than tables, because groups are small.
 *
 * @returns how many swaps were made
 */
export function trySwaps(
  seating: SummedSeating,
  given: SeatedWeights,
  {
    candidates,
    dice,
    tries,
    temperature,
  }: { candidates: Candidates; dice: Random; tries: number; temperature: number },
): number {
  const { occupant, seatOf, own, seats } = seating;
  const { weights, count, people } = given;
  const { each, list } = candidates;
  let made = 0;
  for (let tried = 0; tried < tries; tried++) {
    const mover = dice.below(count);
    const wanted = mover < people ? (list[mover * each + dice.below(each)] as number) : dice.below(people);
    const seat = seatOf[wanted] as number;
    const home = seatOf[mover] as number;
    const there = seat - (seat % seats);
    const here = home - (home % seats);
    if (there === here) continue;
    // Any seat of that group but the wanted one's own.
    let taken = there + dice.below(seats - 1);
    if (taken >= seat) taken++;
    const other = occupant[taken] as number;
    const [moverRow, otherRow] = [mover * count, other * count];
    let gain = 0;
    for (let at = 0; at < seats; at++) {
      gain += weights[moverRow + (occupant[there + at] as number)] as number;
      gain += weights[otherRow + (occupant[here + at] as number)] as number;
    }
    gain -= 2 * (weights[moverRow + other] as number) + (own[mover] as number) + (own[other] as number);
    if (gain < 0 && (gain <= -12 * temperature || Math.exp(gain / temperature) < dice.share())) continue;
    occupant[home] = other;
    occupant[taken] = mover;
    seatOf[mover] = taken;
    seatOf[other] = home;
    sumGroup(seating, given, here);
    sumGroup(seating, given, there);
    made++;
  }
  return made;
}

function sumGroup(
  { occupant, own, seats }: SummedSeating,
  { weights, count }: SeatedWeights,
  first: number,
): void {
  const end = first + seats;
  for (let at = first; at < end; at++) {
    const row = (occupant[at] as number) * count;
    let sum = 0;
    for (let to = first; to < end; to++)
      if (to !== at) sum += weights[row + (occupant[to] as number)] as number;
    own[occupant[at] as number] = sum;
  }
}

/** The sum of weights inside all groups. */
export function totalOf({ own }: SummedSeating): number {
  let doubled = 0;
  for (const each of own) doubled += each;
  return doubled / 2;
}
