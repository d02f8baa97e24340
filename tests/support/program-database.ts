import type { DatabaseUrls } from '#server/database.ts';
import { findRunningUrls } from '#server/embedded-postgres/embedded-postgres.ts';
import { useDatabase } from './database.ts';

/** Where a test file's program keeps its rows. */
export interface ProgramDatabase {
  /** What the program is told of it. */
  environment(): Record<string, string>;
  /** Its addresses, once the program with this data folder runs. */
  urls(data: string): DatabaseUrls;
}

/** The program's own database; beside a PostgreSQL that was given, one there. */
export function useProgramDatabase(): ProgramDatabase {
  const given = process.env.TEST_SUPERUSER_URL ? useDatabase() : undefined;
  return {
    environment: () =>
      given
        ? { DATABASE_URL: given.appUrl, DATABASE_OWNER_URL: given.ownerUrl }
        : ({} as Record<string, string>),
    urls(data) {
      const found = given ? { app: given.appUrl, owner: given.ownerUrl } : findRunningUrls(data);
      if (!found) throw new Error('the program has no database');
      return found;
    },
  };
}
