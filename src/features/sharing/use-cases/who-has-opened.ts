import type { Actor, Tx } from '#server/database.ts';
import { listReads, listSaidRead } from '../store/reads.ts';
import type { Readership } from './read-dial.ts';

/** Of what goes to others without a dial: who has opened a card of mine on its own page. */
export async function whoOpenedCard(tx: Tx, owner: Actor, id: string): Promise<Readership> {
  return listReads(tx, owner, { kind: 'card', id });
}

/** Since when what I said in a session was opened by those whom it is about, by the words that it was. */
export async function saidOpened(
  tx: Tx,
  author: Actor & { sessionId: string },
): Promise<Record<string, Date>> {
  const rows = await listSaidRead(tx, author);
  return Object.fromEntries(rows.map(({ itemId, readAt }) => [itemId, readAt]));
}
