import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import type { DatabaseUrls } from './database.ts';
import { findRunningUrls, startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.ts';
import { DataInUse } from './embedded-postgres/lock.ts';
import type { Log } from './log.ts';
import { compareInstallation } from './migrate-installation.ts';
import { tryDatabase } from './try-database.ts';

/** There is nothing yet where the configuration points. */
export class NoInstallation extends Error {}

type Where = Pick<Config, 'DATABASE_URL' | 'DATABASE_OWNER_URL' | 'RONDO_DATA'>;

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
export async function openInstallation(config: Where, log: Log): Promise<Installation> {
  const nothing = async () => undefined;
  const external = await tryDatabase(config);
  if (external) return { urls: external, shared: false, close: nothing };
  try {
    const embedded = await startEmbeddedPostgres(config.RONDO_DATA, log);
    return { urls: embedded.urls, shared: false, close: () => embedded.stop() };
  } catch (error) {
    const urls = error instanceof DataInUse ? findRunningUrls(config.RONDO_DATA) : undefined;
    if (!urls) throw error;
    return { urls, shared: true, close: nothing };
  }
}

/**
 * Opens what is there, for commands that have nothing to do in a new installation, and makes none.
 *
 * @throws NoInstallation; NewerSchema when it was changed by a newer program
 */
export async function openExisting(config: Where, log: Log): Promise<Installation> {
  if (!isMade(config)) {
    throw new NoInstallation(
      `There is no Rondo in ${config.RONDO_DATA} yet. Start it once, or set RONDO_DATA to its folder.`,
    );
  }
  const installation = await openInstallation(config, log);
  try {
    const { made } = await compareInstallation(installation.urls);
    if (!made) throw new NoInstallation('The database has no tables of Rondo yet. Start it once.');
    return installation;
  } catch (error) {
    await installation.close();
    throw error;
  }
}

/** The database's passwords are made first of all; an external database is made by somebody else. */
export function isMade(config: Where): boolean {
  return Boolean(config.DATABASE_URL) || existsSync(join(config.RONDO_DATA, 'database-passwords.json'));
}
