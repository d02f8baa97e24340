import type { Tx } from '#server/database.ts';
import { enqueueJob } from '#server/enqueue-job.ts';

/** Has the job write to whom it concerns, where mails can be sent; it looks again whether it is still so. */
export async function tellOfVisit(
  tx: Tx,
  { organisationId, visitId }: { organisationId: string; visitId: string },
  { what, inMinutes = 0 }: { what: 'asked' | 'agreed' | 'ended'; inMinutes?: number },
): Promise<void> {
  await enqueueJob(tx, {
    task: 'tell-of-visit',
    payload: { organisationId, visitId, what },
    key: `tell-of-visit:${what}:${visitId}`,
    inMinutes,
  });
}
