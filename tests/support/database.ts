import { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { type Database, openDatabase } from '#server/database.ts';
import { databaseUrl } from './global-database.ts';

export interface TestDatabase extends Database {
  appUrl: string;
  ownerUrl: string;
  /** Past every policy: for arranging what no person may, and for looking at what is really there. */
  superuserUrl: string;
}

let counter = 0;

/** Wraps the keys in the databases of tests. */
export const testMasterKey: Buffer = Buffer.alloc(32, 'master key of tests');

/** A migrated database of its own for the test file that calls this; real PostgreSQL, cloned in about 0.1 s. */
export function useDatabase(): TestDatabase {
  const name = `rondo_${process.pid}_${process.env.VITEST_POOL_ID ?? 0}_${Date.now()}_${counter++}`;
  const database = {} as TestDatabase;
  beforeAll(async () => {
    const admin = inject('superuserUrl');
    await administer(
      admin,
      `CREATE DATABASE ${name} TEMPLATE ${inject('templateDatabase')} OWNER rondo_owner`,
    );
    const appUrl = databaseUrl(admin, { user: 'rondo_login', database: name });
    const ownerUrl = databaseUrl(admin, { user: 'rondo_owner', database: name });
    const superuserUrl = Object.assign(new URL(admin), { pathname: `/${name}` }).href;
    Object.assign(
      database,
      openDatabase({ app: appUrl, owner: ownerUrl }, { masterKey: async () => testMasterKey }),
      {
        appUrl,
        ownerUrl,
        superuserUrl,
      },
    );
  });
  afterAll(async () => {
    await database.close();
    await administer(inject('superuserUrl'), `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return database;
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  // A template can be cloned by one at a time; others wait here instead of failing.
  await client.query("SELECT pg_advisory_lock(hashtext('rondo test databases'))");
  await client.query(statement);
  await client.end();
}
