import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import type { Log } from './log.ts';

/** What the running program holds. Modules hold no state, because the entry and the pages are two module graphs. */
export interface App {
  config: Config;
  database: Database;
  clock: Clock;
  log: Log;
}

const place = Symbol.for('rondo');

/** The one app object of this process. */
export function rondo(): App {
  const app = (globalThis as Record<symbol, unknown>)[place];
  if (!app) throw new Error('the app was used before the server started it');
  return app as App;
}

export function setApp(app: App): void {
  (globalThis as Record<symbol, unknown>)[place] = app;
}
