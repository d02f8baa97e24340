import type { Actor, Tx } from '#server/database.ts';
import { listColleagues } from '../store/person.ts';

/** Everyone else who belongs to the organisation, by name: whom one can choose from. */
export async function colleaguesOf(tx: Tx, actor: Actor): Promise<{ id: string; name: string }[]> {
  return listColleagues(tx, actor);
}
