import { sql } from 'kysely';
import type { Tx } from './database.ts';

/**
 * Puts a job in the queue, in the caller's transaction. Of several with the same `key` the last one stands, so that what is
 * done again and again leads to one job, `inMinutes` after the last time. The payload holds ids only.
 */
export async function enqueueJob(
  tx: Tx,
  job: { task: string; payload: Record<string, string>; key: string; inMinutes?: number },
): Promise<void> {
  await sql`SELECT enqueue_job(${job.task}, ${JSON.stringify(job.payload)}::json,
    now() + ${job.inMinutes ?? 0} * interval '1 minute', ${job.key})`.execute(tx);
}
