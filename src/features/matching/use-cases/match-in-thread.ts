import { Worker } from 'node:worker_threads';
import type { MatchingResult } from '#core/matching/circles/matching-result.ts';
import type { DatabaseUrls } from '#server/database.ts';
import type { ThreadData } from './answer-task.ts';
import type { MatchingRequest } from './read-task.ts';

/** Called now and then with the progress in hundredths; false ends the search. */
export type WatchMatching = (progress: number) => Promise<boolean>;

/** How often progress is noted, in milliseconds. */
const pace = 500;

/**
 * Runs the engine in a thread of its own, which reads profiles and wishes itself, so that pages are served meanwhile. What it
 * reads, private wishes among it, stays in its memory. Undefined when `watch` ended it, and when there is no such round any
 * more. Throws when the thread fails or `watch` does.
 */
export async function matchInThread(
  { urls }: { urls: DatabaseUrls },
  { request, budget }: { request: MatchingRequest; budget?: number | undefined },
  watch: WatchMatching = async () => true,
): Promise<MatchingResult | undefined> {
  const signals = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL('./match-worker.ts', import.meta.url), {
    workerData: { urls, request, budget, signals } satisfies ThreadData,
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
    stdout: true,
    stderr: true,
  });
  let stopped = false;
  let watching: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    watching = watching.then(async () => {
      if (stopped || (await watch(Atomics.load(signals, 1)))) return;
      stopped = true;
      Atomics.store(signals, 0, 1);
    });
    watching.catch(() => Atomics.store(signals, 0, 1));
  }, pace);
  try {
    const result = await answerOf(worker);
    clearInterval(timer);
    await watching;
    return stopped ? undefined : result;
  } finally {
    clearInterval(timer);
    await worker.terminate();
  }
}

function answerOf(worker: Worker): Promise<MatchingResult | undefined> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread that matches ended without an answer')));
  });
}
