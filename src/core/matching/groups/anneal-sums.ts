import { type Allowance, stretch } from '../allowance.ts';
import type { Random } from '../random.ts';
import type { Candidates } from './candidates.ts';
import type { SeatedWeights } from './seated-weights.ts';
import type { Seating } from './seating.ts';
import { type SummedSeating, sumUp, totalOf, trySwaps } from './swap-sums.ts';
import { findTemperatures } from './temperatures.ts';

/** Swaps between two questions to the allowance. */
const stretchOfSwaps = 1000;
/** Swaps for each person at one temperature while temperatures are sought. */
const probesEach = 5;

/**
 * Improves groups by simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) with swaps towards likely partners; the
 * temperatures are found first, and the last share of the allowance goes downhill only.
 *
 * @returns the best seating that was seen, and how many swaps were tried
 */
export function annealSums(
  start: Seating,
  given: SeatedWeights,
  { candidates, dice, allowance }: { candidates: Candidates; dice: Random; allowance: Allowance },
): { seating: SummedSeating; tried: number } {
  const seating = sumUp({ ...start, occupant: start.occupant.slice(), seatOf: start.seatOf.slice() }, given);
  if (given.groups < 2 || given.seats < 2) return { seating, tried: 0 };
  let best = start.occupant.slice();
  let most = totalOf(seating);
  let tried = 0;
  // What came before, as starting a worker, has used some of it.
  const own = stretch(allowance, { from: Math.min(0.99, allowance(0)), to: 1 });
  const search = (temperature: number, tries: number) => {
    tried += tries;
    return trySwaps(seating, given, { candidates, dice, tries, temperature }) / tries;
  };
  const remember = () => {
    const total = totalOf(seating);
    if (total > most) {
      most = total;
      best = seating.occupant.slice();
    }
  };
  const { hot, cold } = findTemperatures(spreadOf(given), (temperature) =>
    own(tried) < 0.1 ? search(temperature, probesEach * given.count) : undefined,
  );
  remember();
  for (let used = own(tried); used < 1; used = own(tried)) {
    const temperature = used < coolingShare ? hot * (cold / hot) ** (used / coolingShare) : 0;
    search(temperature, stretchOfSwaps);
    remember();
  }
  remember();
  const occupant = best;
  return { seating: sumUp({ ...seating, occupant, seatOf: inverse(occupant) }, given), tried };
}

/** After this share of the allowance nothing is accepted that makes the sum smaller. */
const coolingShare = 0.97;

function inverse(occupant: Int32Array): Int32Array {
  const seatOf = new Int32Array(occupant.length);
  for (let seat = 0; seat < occupant.length; seat++) seatOf[occupant[seat] as number] = seat;
  return seatOf;
}

/** How far weights are apart, from a sample. */
export function spreadOf({ people, count, weights }: SeatedWeights): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const step = Math.max(1, Math.floor((people * people) / 10_000));
  for (let at = 1; at < people * people; at += step) {
    const [a, b] = [Math.floor(at / people), at % people];
    if (a === b) continue;
    const weight = weights[a * count + b] as number;
    least = Math.min(least, weight);
    most = Math.max(most, weight);
  }
  return most > least ? most - least : 1;
}
