import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { isAway } from './is-away.ts';

/** The statements with which the queue writes down how a job ended; to do so twice changes nothing. */
const ending = /^(complete|fail)_job/;
const between = 500;

/**
 * Makes a pool wait for a database that is away: for a connection, and again where one breaks under a statement that says how
 * a job ended. The queue (graphile-worker 0.18, `worker.js`) looks at neither, so that a database which ends while a job runs
 * would end the program with it. Whoever asks with a callback looks themselves.
 *
 * @param stopping from then on nothing waits
 */
export function waitForDatabase(pool: Pool, stopping: AbortSignal): Pool {
  const connect = pool.connect.bind(pool) as (callback?: unknown) => Promise<PoolClient>;

  async function patiently(): Promise<PoolClient> {
    for (;;) {
      try {
        return await connect();
      } catch (error) {
        if (!isAway(error) || stopping.aborted) throw error;
        await pause(between, undefined, { ref: false });
      }
    }
  }

  async function lend(): Promise<PoolClient> {
    let client = await patiently();
    async function query(...asked: unknown[]): Promise<unknown> {
      for (;;) {
        try {
          return await (client.query as (...asked: unknown[]) => Promise<unknown>)(...asked);
        } catch (error) {
          if (!isEnding(asked[0]) || !isAway(error) || stopping.aborted) throw error;
          client.release(error as Error);
          client = await patiently();
        }
      }
    }
    return { query, release: (error?: Error) => client.release(error) } as unknown as PoolClient;
  }

  return Object.assign(pool, { connect: (callback?: unknown) => (callback ? connect(callback) : lend()) });
}

function isEnding(statement: unknown): boolean {
  const { name } = (typeof statement === 'object' && statement) as { name?: unknown };
  return typeof name === 'string' && ending.test(name);
}
