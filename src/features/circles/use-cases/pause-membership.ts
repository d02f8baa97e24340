import { canReturnOn } from '#core/circles/away.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { deletePause, upsertPause } from '../store/members.ts';

/** Goes away until a day, without a reason. The seat stays; a new date replaces the old one. */
export async function pauseMembership(
  tx: Tx,
  member: CircleMember,
  pause: { returnsOn: string; now: Date; timeZone: string },
): Promise<{ ok: true } | { ok: false; reason: 'not-a-day-ahead' }> {
  if (!canReturnOn(pause)) return { ok: false, reason: 'not-a-day-ahead' };
  await upsertPause(tx, member, pause.returnsOn);
  return { ok: true };
}

/** Comes back earlier than said. */
export async function returnFromPause(tx: Tx, member: CircleMember): Promise<void> {
  await deletePause(tx, member);
}
