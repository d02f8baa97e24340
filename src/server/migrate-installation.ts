import type { DatabaseUrls } from './database.ts';
import { compareSchema, migrate, type SchemaState } from './migrate.ts';

const folder = new URL('../../migrations/', import.meta.url);

/** Brings an installation's database to this program's schema. Returns what was applied. */
export function migrateInstallation(urls: DatabaseUrls): Promise<string[]> {
  return migrate({
    ownerUrl: urls.owner,
    appUser: decodeURIComponent(new URL(urls.app).username),
    folder,
  });
}

/** Whether an installation's database fits this program; changes nothing. Throws NewerSchema. */
export function compareInstallation(urls: DatabaseUrls): Promise<SchemaState> {
  return compareSchema({ ownerUrl: urls.owner, folder });
}
