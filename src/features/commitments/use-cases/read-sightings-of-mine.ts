import type { Place } from '#core/received/place.ts';
import type { Actor, Tx } from '#server/database.ts';
import { listSightingsOfMine, type ReceivedSighting } from '../store/sightings.ts';

export type { ReceivedSighting };

/** What partners saw of the reader's experiments, newest first, for that person alone. Erased words are left out. */
export async function readSightingsOfMine(
  tx: Tx,
  actor: Actor,
  asked: { before?: Place | undefined; limit: number },
): Promise<{ received: ReceivedSighting[]; last?: Place }> {
  const rows = await listSightingsOfMine(tx, actor, asked);
  const last = rows.length === asked.limit ? rows.at(-1) : undefined;
  const received = rows.filter(({ text }) => text !== '');
  return { received, ...(last && { last: { moment: last.moment, id: last.id } }) };
}
