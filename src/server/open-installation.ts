import type { Config } from './config.ts';
import type { DatabaseUrls } from './database.ts';
import { findRunningUrls, startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.ts';
import { DataInUse } from './embedded-postgres/lock.ts';
import type { Log } from './log.ts';

/** How the command line reaches an installation's database. */
export interface Installation {
  urls: DatabaseUrls;
  /** A server is running on it beside this command; only ever true for the embedded database. */
  shared: boolean;
  close(): Promise<void>;
}

/**
 * Opens the database that the configuration names: the external one, the embedded one of a Rondo that runs, or the
 * embedded one started for this command alone. Does not migrate.
 */
export async function openInstallation(
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_OWNER_URL' | 'RONDO_DATA'>,
  log: Log,
): Promise<Installation> {
  const nothing = async () => undefined;
  if (config.DATABASE_URL && config.DATABASE_OWNER_URL) {
    const urls = { app: config.DATABASE_URL, owner: config.DATABASE_OWNER_URL };
    return { urls, shared: false, close: nothing };
  }
  try {
    const embedded = await startEmbeddedPostgres(config.RONDO_DATA, log);
    return { urls: embedded.urls, shared: false, close: () => embedded.stop() };
  } catch (error) {
    const urls = error instanceof DataInUse ? findRunningUrls(config.RONDO_DATA) : undefined;
    if (!urls) throw error;
    return { urls, shared: true, close: nothing };
  }
}
