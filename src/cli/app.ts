import type { App } from '#server/app.ts';
import { systemClock } from '#server/clock.ts';
import { readConfig } from '#server/config.ts';
import { type Database, openDatabase } from '#server/database.ts';
import { openLog } from '#server/log.ts';
import { migrateInstallation } from '#server/migrate-installation.ts';
import { openExisting } from '#server/open-installation.ts';
import { checkMasterKey } from '#server/vault/check-master-key.ts';
import { readMasterKeys } from '#server/vault/master-key.ts';

/**
 * Runs one use case of a feature on the installation that the environment names, beside a Rondo that runs or without
 * one. Nobody watches a room here, so the app has no hub.
 *
 * @throws NoInstallation; NewerSchema
 */
export async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const log = openLog('error');
  const installation = await openExisting(config, log);
  // Under a Rondo that runs, the tables are its own business.
  if (!installation.shared) await migrateInstallation(installation.urls);
  const database: Database = openDatabase(installation.urls, {
    // Most commands need nobody's words, and then they need no key either.
    masterKey: async () => {
      await checkMasterKey(database, config);
      return readMasterKeys(config);
    },
    poolSize: 2,
  });
  try {
    return await work({ config, database, log, clock: systemClock } as App);
  } finally {
    await database.close();
    await installation.close();
  }
}
