import type { Tx } from '#server/database.ts';
import { enqueueJob } from '#server/enqueue-job.ts';
import type { RoundKey } from '../store/windows.ts';

/** Has a published round looked at by the job `repair-round`, once, however often it is asked for until then. */
export async function askToRepair(
  tx: Tx,
  { organisationId, roundId }: RoundKey,
  inMinutes?: number,
): Promise<void> {
  await enqueueJob(tx, {
    task: 'repair-round',
    payload: { organisationId, roundId },
    key: `repair-round:${roundId}`,
    ...(inMinutes === undefined ? {} : { inMinutes }),
  });
}
