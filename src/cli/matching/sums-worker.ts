import { parentPort, workerData } from 'node:worker_threads';
import { evaluations } from '#core/matching/allowance.ts';
import { boundedGroups } from '#core/matching/bound/bounded-groups.ts';
import { allowanceUntil } from './time-allowance.ts';

/** What one worker of solve-sums.ts is given. */
export interface SumsTask {
  count: number;
  weights: Int32Array<SharedArrayBuffer>;
  size: number;
  seed: number;
  /** One of two workers also looks for a bound. */
  proving: boolean;
  /** Milliseconds since 1970. */
  begin: number;
  end: number;
  /** Instead of time: so many evaluations. */
  budget?: number;
}

const { count, weights, size, seed, proving, begin, end, budget } = workerData as SumsTask;
const allowance = budget === undefined ? allowanceUntil({ begin, end }) : evaluations(budget);
parentPort?.postMessage(boundedGroups({ count, weights }, { size, seed, allowance, proving }));
