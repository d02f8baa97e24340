import { sql } from 'kysely';
import type { Tx } from '#server/database.ts';

/** Files of a recording, or of what was brought to a session, whose row is gone. */
export interface LeftFiles {
  organisationId: string;
  id: string;
  bytes: number;
  /** One file under its id, not one for each piece. */
  whole?: boolean;
}

/** For the job: rows whose day is over, whoever they were sent to. Their files are noted as left. */
export async function deleteExpired(tx: Tx, now: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('recording')
    .where('delete_after', '<=', now)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Some at a time, by id: those after this one. */
export async function listLeft(tx: Tx, after?: string): Promise<LeftFiles[]> {
  let query = tx
    .selectFrom('left_recording')
    .select(['organisation_id as organisationId', 'recording_id as id', 'bytes', 'whole'])
    .orderBy('recording_id')
    .limit(500);
  if (after) query = query.where('recording_id', '>', after);
  return query.execute();
}

/** Forgets what was looked over, once no upload from before can still be writing. */
export async function forgetLeft(tx: Tx, { organisationId, id }: LeftFiles): Promise<void> {
  await tx
    .deleteFrom('left_recording')
    .where('organisation_id', '=', organisationId)
    .where('recording_id', '=', id)
    .where('left_at', '<', sql<Date>`now() - interval '1 hour'`)
    .execute();
}
