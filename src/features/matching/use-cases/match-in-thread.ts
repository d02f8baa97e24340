import { Worker } from 'node:worker_threads';
import type { MatchingResult } from '#core/matching/circles/matching-result.ts';
import type { MatchingTask } from './match-worker.ts';

/** Called now and then with the progress in hundredths; false ends the search. */
export type WatchMatching = (progress: number) => Promise<boolean>;

/** How often progress is noted, in milliseconds. */
const pace = 500;

/**
 * Runs the engine in a thread of its own, so that pages are served meanwhile. Undefined when `watch` ended it. What is
 * given, private wishes among it, is in memory and nowhere else. Throws when the thread fails or `watch` does.
 */
export async function matchInThread(
  task: Pick<MatchingTask, 'round' | 'areas' | 'change'> & { budget?: number | undefined },
  watch: WatchMatching = async () => true,
): Promise<MatchingResult | undefined> {
  const signals = new Int32Array(new SharedArrayBuffer(8));
  const budget = task.budget ?? budgetFor(task.round.people.length);
  const workerData: MatchingTask = { ...task, signals, budget };
  const worker = new Worker(new URL('./match-worker.ts', import.meta.url), {
    workerData,
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

/** The same for the same number of people, so that a seed gives the same circles on every machine. */
function budgetFor(people: number): number {
  return Math.min(20_000_000, 100_000 + 10_000 * people);
}

function answerOf(worker: Worker): Promise<MatchingResult> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread that matches ended without an answer')));
  });
}
