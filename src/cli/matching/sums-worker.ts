import { parentPort, workerData } from 'node:worker_threads';
import { bestGroups } from '#core/matching/groups/best-groups.ts';
import { allowanceUntil } from './time-allowance.ts';

/** What one worker of solve-sums.ts is given. */
export interface SumsTask {
  count: number;
  weights: Int32Array<SharedArrayBuffer>;
  size: number;
  seed: number;
  /** Milliseconds since 1970. */
  begin: number;
  end: number;
}

const { count, weights, size, seed, begin, end } = workerData as SumsTask;
parentPort?.postMessage(
  bestGroups({ count, weights }, { size, seed, allowance: allowanceUntil({ begin, end }) }),
);
