import { m } from '#messages';
import type { App } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import { openStorage } from '#server/storage.ts';
import { erasePersonRows, listReturned } from '../store/erasure.ts';

/**
 * Erases somebody, as they asked: their key and with it their words in every copy; their rows, their files and what others wrote
 * to them or about them in sessions; their name and all ways in. That they were there stays, without a name. Cannot be undone.
 */
export async function erasePerson(app: App, { organisationId, personId }: Actor): Promise<void> {
  const files = await app.database.asMaintenance((tx) =>
    erasePersonRows(tx, { organisationId, personId }, m.erase_name_left()),
  );
  const storage = openStorage(app.config);
  for (const name of files) await storage.remove(name);
  app.database.vault.forget({ organisationId, personId });
}

/**
 * Erases again whoever came back with a restored backup. Before the program answers anybody, and before jobs look at anything.
 * Returns how many.
 */
export async function eraseReturned(app: App): Promise<number> {
  const returned = await app.database.asMaintenance(listReturned);
  for (const person of returned) await erasePerson(app, person);
  if (returned.length > 0) app.log.warn({ people: returned.length }, 'erased again after a restore');
  return returned.length;
}
