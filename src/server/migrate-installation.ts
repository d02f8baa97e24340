import type { DatabaseUrls } from './database.ts';
import { migrate } from './migrate.ts';

/** Brings an installation's database to this program's schema. Returns what was applied. */
export function migrateInstallation(urls: DatabaseUrls): Promise<string[]> {
  return migrate({
    ownerUrl: urls.owner,
    appUser: decodeURIComponent(new URL(urls.app).username),
    folder: new URL('../../migrations/', import.meta.url),
  });
}
