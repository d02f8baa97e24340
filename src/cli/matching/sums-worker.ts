import { parentPort, workerData } from 'node:worker_threads';
import { boundedGroups } from '#core/matching/bound/bounded-groups.ts';
import { bestGroups } from '#core/matching/groups/best-groups.ts';
import { allowanceUntil } from './time-allowance.ts';

/** What one worker of solve-sums.ts is given. */
export interface SumsTask {
  count: number;
  weights: Int32Array<SharedArrayBuffer>;
  size: number;
  seed: number;
  /** One of two workers also looks for a bound. */
  bounding: boolean;
  /** Milliseconds since 1970. */
  begin: number;
  end: number;
}

const { count, weights, size, seed, bounding, begin, end } = workerData as SumsTask;
const seek = bounding ? boundedGroups : bestGroups;
parentPort?.postMessage(seek({ count, weights }, { size, seed, allowance: allowanceUntil({ begin, end }) }));
