import type { App } from '#server/app.ts';
import { countOrganisations } from '../store/door.ts';

/** How far this installation has come: nothing yet, only a demonstration, or somebody's organisation. */
export async function readInstallation({
  database,
}: Pick<App, 'database'>): Promise<{ organisations: number; demonstrations: number }> {
  return database.asNobody(countOrganisations);
}
