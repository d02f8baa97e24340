import { Logger, run, type TaskList } from 'graphile-worker';
import type { App } from './app.ts';
import { makePool } from './database.ts';
import { describeError } from './describe-error.ts';
import { waitForDatabase } from './patient-pool.ts';

/** One kind of job. The payload holds ids only; the work may be repeated and must not mind. */
export type Task = (app: App, payload: unknown) => Promise<void>;

export interface JobsOptions {
  /** The queue belongs to the owner of the database. */
  ownerUrl: string;
  tasks: Record<string, Task>;
  /** Lines as in a crontab, in UTC: `17 3 * * * tidy`. */
  crontab?: string;
}

export interface Jobs {
  /** Waits for jobs that run, takes no new ones. */
  stop(): Promise<void>;
}

/** A job failed in a way that may be logged and kept: its message holds no address and nobody's words. */
export class JobFailure extends Error {
  override name = 'JobFailure';
}

/** Starts taking jobs from the queue in this process. A job that fails is tried again, later each time. */
export async function startJobs(app: App, { ownerUrl, tasks, crontab = '' }: JobsOptions): Promise<Jobs> {
  const taskList: TaskList = {};
  for (const [name, task] of Object.entries(tasks)) {
    taskList[name] = (payload) => withoutWords(app, name, () => task(app, payload));
  }
  // A pool of our own: the queue's would still be closing when it says that it stopped, and a database that stops under a
  // connection that nobody listens to ends the process.
  const stopping = new AbortController();
  const pool = waitForDatabase(makePool(ownerUrl, 5), stopping.signal);
  const runner = await run({
    pgPool: pool,
    concurrency: 3,
    noHandleSignals: true,
    // The queue tells a new job at once; this only finds those that were due while nobody listened.
    pollInterval: 5_000,
    taskList,
    crontab,
    logger: quietLogger(app),
  });
  return {
    async stop() {
      stopping.abort();
      await runner.stop();
      await pool.end();
    },
  };
}

/** What a task throws is kept in the queue's tables and written to its log, so it is replaced by what may be kept. */
async function withoutWords(app: App, task: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    app.metrics.countFailedJob(task);
    app.log.warn({ task, error: describeError(error) }, 'a job failed and will be tried again');
    if (error instanceof JobFailure) throw error;
    throw new JobFailure(`${task} failed: ${describeError(error).code ?? 'unexpected'}`);
  }
}

/** The queue's own messages quote what tasks threw; only their level and which job it was reach the log. */
function quietLogger({ log }: App): Logger {
  return new Logger((scope) => (level, _message, _meta) => {
    const at = level === 'warning' ? 'warn' : level === 'error' ? 'error' : 'debug';
    log[at]({ queue: scope.label, task: scope.taskIdentifier, job: scope.jobId }, `job queue: ${level}`);
  });
}
