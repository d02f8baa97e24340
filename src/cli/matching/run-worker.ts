import { Worker } from 'node:worker_threads';

/** Runs a worker file beside this one to its only message. */
export function runWorker<Answer>(file: string, workerData: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(file, import.meta.url), { workerData });
    worker.once('message', (answer: Answer) => {
      resolve(answer);
      void worker.terminate();
    });
    worker.once('error', reject);
  });
}
