import { wallClockAt } from '#core/time/wall-clock.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { SignedIn } from '#features/people/access.ts';
import type { Tx } from '#server/database.ts';
import { momentOnBoard } from '../store/moments.ts';

/** When the meeting of my card on this board is, as a `datetime-local` field takes it where I am; empty where none is named. */
export async function findMoment(tx: Tx, member: CircleMember, { timeZone }: SignedIn): Promise<string> {
  const at = await momentOnBoard(tx, member);
  return (at && wallClockAt(at.getTime(), timeZone)) ?? '';
}
