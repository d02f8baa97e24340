import type { App } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import type { DemonstrationKeeper } from '../access.ts';
import { deleteDemonstrations } from '../store/door.ts';

/**
 * Removes the demonstration with everything in it: people, words, sign-ins, links. Never another organisation.
 *
 * @param keeper proves that the operator or an owner asks; the database asks for it again
 */
export async function removeDemonstration(
  { database }: Pick<App, 'database'>,
  { operator, owner }: DemonstrationKeeper,
): Promise<void> {
  const work = (tx: Tx) => deleteDemonstrations(tx, operator?.visitHash);
  await (owner ? database.asPerson(owner, work) : database.asNobody(work));
}
