import type { Actor, Tx } from '#server/database.ts';
import { deleteMoment, saveMoment } from '../store/moments.ts';
import { lookAgain } from '../store/settings.ts';

/**
 * Keeps when the meeting is in which my card is due, or that none is named. `at`: milliseconds since 1970. Nobody else reads
 * it; a card that is not mine stays without.
 */
export async function setMoment(
  tx: Tx,
  actor: Actor,
  { card, at }: { card: string; at?: number | undefined },
): Promise<void> {
  if (at === undefined) return deleteMoment(tx, actor, card);
  await saveMoment(tx, actor, { card, at: new Date(at) });
  // It may be so soon that the job would come too late by its own round.
  await lookAgain(tx, actor, new Date(0));
}
