import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '#server/migrate.ts';
import { startPostgres } from './start-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    superuserUrl: string;
    templateDatabase: string;
  }
}

/** Starts one PostgreSQL for the run and migrates the database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_SUPERUSER_URL;
  const postgres = given ? { superuserUrl: given, stop: async () => undefined } : await startPostgres();
  const templateDatabase = `rondo_template_${process.pid}`;
  const client = new Client({ connectionString: postgres.superuserUrl });
  await client.connect();
  for (const [role, options] of [
    ['rondo_owner', 'CREATEROLE'],
    ['rondo_login', ''],
  ]) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    if (!rowCount) await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'test' ${options}`);
  }
  await client.query(`CREATE DATABASE ${templateDatabase} OWNER rondo_owner`);
  await client.end();
  await migrate({
    ownerUrl: databaseUrl(postgres.superuserUrl, { user: 'rondo_owner', database: templateDatabase }),
    appUser: 'rondo_login',
    folder: new URL('../../migrations/', import.meta.url),
  });
  project.provide('superuserUrl', postgres.superuserUrl);
  project.provide('templateDatabase', templateDatabase);
  return async () => {
    if (given) {
      const last = new Client({ connectionString: given });
      await last.connect();
      await last.query(`DROP DATABASE IF EXISTS ${templateDatabase} WITH (FORCE)`);
      await last.end();
    }
    await postgres.stop();
  };
}

/** The same server, as another user of another database. */
export function databaseUrl(superuserUrl: string, as: { user: string; database: string }): string {
  const url = new URL(superuserUrl);
  url.username = as.user;
  url.password = 'test';
  url.pathname = `/${as.database}`;
  return url.href;
}
