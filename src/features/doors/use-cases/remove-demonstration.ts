import type { App } from '#server/app.ts';
import type { DemonstrationKeeper } from '../access.ts';
import { deleteDemonstrations } from '../store/door.ts';

/**
 * Removes the demonstration with everything in it: people, words, sign-ins, links. Never another organisation.
 *
 * @param _keeper proves that the operator or an owner asks
 */
export async function removeDemonstration(
  { database }: Pick<App, 'database'>,
  _keeper: DemonstrationKeeper,
): Promise<void> {
  await database.asNobody(deleteDemonstrations);
}
