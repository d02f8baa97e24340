import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type Allowance, evaluations } from '#core/matching/allowance.ts';
import { boundCircles, withBound } from '#core/matching/circles/bound-circles.ts';
import { matchCircles } from '#core/matching/circles/match-circles.ts';
import { matchNearby } from '#core/matching/circles/match-nearby.ts';
import type { MatchingResult } from '#core/matching/circles/matching-result.ts';
import { type RoundChange, repairCircles } from '#core/matching/circles/repair-circles.ts';
import type { MatchRound } from '#core/matching/circles/round.ts';

/** Of 19, where 0 is usual: about a tenth of a core where every core is wanted, a whole one otherwise. */
const niceness = 10;

/** Up to so many people it is worked out, within the same budget again, how much better circles could be. */
const mostBounded = 100;
/** Of the progress that is shown. */
const searchShare = 0.6;

/** What the thread is given, in memory only. */
export interface MatchingTask {
  round: MatchRound;
  /** Neighbourhoods within which circles are formed. */
  areas?: readonly (readonly string[])[] | undefined;
  /** Mend these circles instead of forming new ones. */
  change?: RoundChange;
  budget: number;
  /** The first number becomes 1 when the search is to stop, the second is how far it is, in hundredths. */
  signals: Int32Array;
}

// On Linux a priority belongs to the thread that asks, so pages come first wherever both want to run; elsewhere it would be
// the whole program's.
if (process.platform === 'linux') setPriority(niceness);

const { round, areas, change, budget, signals } = workerData as MatchingTask;
const shouldStop = () => Atomics.load(signals, 0) === 1;

parentPort?.postMessage(answer());

function answer(): MatchingResult {
  if (change) return repairCircles(round, change, part(0, 1));
  const bounded = round.people.length <= mostBounded && (round.kept ?? []).length === 0;
  const search = part(0, bounded ? searchShare : 1);
  const found = areas ? matchNearby(round, areas, search) : matchCircles(round, search);
  return bounded ? withBound(found, round.size, boundCircles(round, part(searchShare, 1))) : found;
}

/** The whole budget, while progress is shown as one part of the work. */
function part(from: number, to: number): Allowance {
  const used = evaluations(budget, shouldStop);
  return (spent) => {
    const share = used(spent);
    Atomics.store(signals, 1, Math.round((from + share * (to - from)) * 100));
    return share;
  };
}
