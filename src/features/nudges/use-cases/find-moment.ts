import { wallClockAt } from '#core/time/wall-clock.ts';
import type { SignedIn } from '#features/people/access.ts';
import type { Tx } from '#server/database.ts';
import { listMoments } from '../store/moments.ts';

/** When the meeting of my card is, as a `datetime-local` field takes it where I am; empty where none is named. */
export async function findMoment(tx: Tx, person: SignedIn, card: string | undefined): Promise<string> {
  const at = card === undefined ? undefined : (await listMoments(tx, person, [card])).get(card);
  return (at && wallClockAt(at.getTime(), person.timeZone)) ?? '';
}
