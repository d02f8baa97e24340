import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { listBlankDates, markCancelled } from '../store/schedule.ts';

/** The date that the circle agreed on and that waits for its playbook. */
export async function agreedDate(tx: Tx, member: CircleMember): Promise<Date | undefined> {
  const [next] = await listBlankDates(tx, member);
  return next?.starts_at ?? undefined;
}

/** A session was planned with its playbook: the bare date that was agreed at the end of the last one gives way to it. */
export async function giveAgreedDateAway(tx: Tx, member: CircleMember): Promise<void> {
  for (const { id } of await listBlankDates(tx, member)) await markCancelled(tx, member, id);
}
