import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { evaluations } from '#core/matching/allowance.ts';
import { matchCircles } from '#core/matching/circles/match-circles.ts';
import { matchNearby } from '#core/matching/circles/match-nearby.ts';
import { type RoundChange, repairCircles } from '#core/matching/circles/repair-circles.ts';
import type { MatchRound } from '#core/matching/circles/round.ts';

/** Of 19, where 0 is usual: about a tenth of a core where every core is wanted, a whole one otherwise. */
const niceness = 10;

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
const used = evaluations(budget, () => Atomics.load(signals, 0) === 1);
const allowance = (spent: number) => {
  const share = used(spent);
  Atomics.store(signals, 1, Math.round(share * 100));
  return share;
};
parentPort?.postMessage(answer());

function answer() {
  if (change) return repairCircles(round, change, allowance);
  return areas ? matchNearby(round, areas, allowance) : matchCircles(round, allowance);
}
