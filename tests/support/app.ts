import { createChanges } from '#features/changes/live/changes.ts';
import { createHub } from '#features/sessions/live/hub.ts';
import type { App } from '#server/app.ts';
import { type Config, readConfig } from '#server/config.ts';
import { openLog } from '#server/log.ts';
import { createMetrics } from '#server/metrics.ts';
import { type TestDatabase, useDatabase } from './database.ts';

export interface TestApp extends App {
  database: TestDatabase;
  /** Set to move the app's clock; undefined is the real time. */
  time: Date | undefined;
}

/** The app over a database of its own, silent, with a clock that a test may move. */
export function useApp(environment: Record<string, string> = {}): TestApp {
  const config: Config = readConfig({ LOG_LEVEL: 'silent', ...environment });
  const database = useDatabase();
  const app: TestApp = {
    config,
    database,
    hub: createHub(database),
    changes: createChanges(),
    log: openLog(config.LOG_LEVEL),
    metrics: createMetrics({ process: false }),
    time: undefined,
    clock: { now: () => app.time ?? new Date() },
  };
  return app;
}
