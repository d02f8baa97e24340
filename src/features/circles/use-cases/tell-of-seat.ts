import type { Tx } from '#server/database.ts';
import { enqueueJob } from '#server/enqueue-job.ts';

/** Why somebody sits in a circle since others said so: they had asked to join it, or their circle became two. */
export type SeatReason = 'asked' | 'split';

/** Has those who sit in a circle now, by others' answer, told by mail where mails can be sent, if the change is made. */
export async function tellOfSeat(
  tx: Tx,
  seated: { organisationId: string; circleId: string; people: readonly string[]; because: SeatReason },
): Promise<void> {
  if (seated.people.length === 0) return;
  const people = seated.people.join(',');
  await enqueueJob(tx, {
    task: 'tell-of-seat',
    payload: { ...seated, people },
    key: `tell-of-seat:${seated.circleId}:${people}`,
  });
}
