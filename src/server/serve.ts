import { type App, setApp } from './app.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { openDatabase } from './database.ts';
import { demandOwnFolder } from './demand-own-folder.ts';
import { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.ts';
import { listen, type PageHandler, tryDoor } from './listen.ts';
import { openLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { migrateInstallation } from './migrate-installation.ts';
import { tryDatabase } from './try-database.ts';
import { checkMasterKey } from './vault/check-master-key.ts';
import { readMasterKeys } from './vault/master-key.ts';

export interface Serving {
  app: App;
  /** Stops taking requests, then the features, then the database; nothing acknowledged is lost. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  config: Config;
  /** One line for the terminal. */
  say: (line: string) => void;
  /** Starts what features need in the process; returns how to stop it. */
  startFeatures: (app: App, connection: { ownerUrl: string; appUrl: string }) => Promise<() => Promise<void>>;
  /** Tells the terminal what to do first, just before the door opens. */
  announce: (app: App) => Promise<void>;
  /** The built pages, or the development server's. */
  loadPages: () => Promise<PageHandler>;
}

/** Brings everything up in its order: database, schema, features, pages, and only then the door. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { config, say, startFeatures, announce, loadPages } = options;
  const log = openLog(config.LOG_LEVEL);
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) {
      await step().catch((error) => log.error({ error: String(error) }, 'a part did not stop in order'));
    }
  };
  try {
    demandOwnFolder(config.RONDO_DATA);
    await tryDoor(config);
    const urls = await openUrls(config, say, log, undo);
    say('Bringing the tables up to date');
    await migrateInstallation(urls);
    const database = openDatabase(urls, { masterKey: () => readMasterKeys(config) });
    undo.push(() => database.close());
    await checkMasterKey(database, config);
    const app = { config, database, clock: systemClock, log, metrics: createMetrics() } as App;
    setApp(app);
    undo.push(await startFeatures(app, { ownerUrl: urls.owner, appUrl: urls.app }));
    say('Loading the pages');
    const pages = await loadPages();
    await announce(app);
    undo.push(await listen(app, pages));
    return { app, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openUrls(
  config: Config,
  say: (line: string) => void,
  log: App['log'],
  undo: (() => Promise<void>)[],
): Promise<{ app: string; owner: string }> {
  const external = await tryDatabase(config);
  if (external) return external;
  say('Starting the database');
  const embedded = await startEmbeddedPostgres(config.RONDO_DATA, log);
  undo.push(() => embedded.stop());
  return embedded.urls;
}
