import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { insertNotice } from '../store/notice.ts';

/** Tells somebody at their next visit that somebody else noted who their manager is. */
export async function tellOfManager(
  tx: Tx,
  { personId, manager }: { personId: string; manager: { id: string; name: string } },
): Promise<void> {
  const facts = { circle: manager.name, about: manager.id };
  await insertNotice(tx, { id: newId(), personId, kind: 'manager-set', facts });
}
