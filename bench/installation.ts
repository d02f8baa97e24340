import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Database, type DatabaseUrls, openDatabase } from '#server/database.ts';
import { startEmbeddedPostgres } from '#server/embedded-postgres/embedded-postgres.ts';
import { openLog } from '#server/log.ts';
import { migrate } from '#server/migrate.ts';
import { readMasterKey } from '#server/vault/master-key.ts';

/** A fresh embedded PostgreSQL with Rondo's tables, and programs of this repository beside it. */
export interface Installation {
  urls: DatabaseUrls;
  /** Process id of the database server. */
  databasePid: number;
  database: Database;
  /** The built program on this database; answers its process id once it is ready. */
  startRondo(port: number): Promise<number>;
  /** Another program that says "ready" on its standard output; answers its process id. */
  startBeside(args: string[]): Promise<number>;
  /** What autovacuum does after a while: the planner learns how large the tables have become. */
  analyse(): Promise<void>;
  /** Rows of these tables in the order of their keys, without those from before they were changed; and the same. */
  layOut(tables: string[]): Promise<void>;
  stop(): Promise<void>;
}

export async function openInstallation(): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'rondo-bench-'));
  const embedded = await startEmbeddedPostgres(folder, openLog('error'));
  await migrate({
    ownerUrl: embedded.urls.owner,
    appUser: 'rondo_login',
    folder: new URL('../migrations/', import.meta.url),
  });
  const database = openDatabase(embedded.urls, { masterKey: () => readMasterKey({ RONDO_DATA: folder }) });
  const children: ChildProcess[] = [];
  return {
    urls: embedded.urls,
    databasePid: embedded.pid,
    database,
    startRondo: (port) =>
      start(children, ['src/server/main.ts'], {
        PORT: String(port),
        DATABASE_URL: embedded.urls.app,
        DATABASE_OWNER_URL: embedded.urls.owner,
        RONDO_DATA: folder,
      }),
    startBeside: (args) => start(children, args),
    analyse: () => asOwner(embedded.urls.owner, ['ANALYZE']),
    layOut: (tables) =>
      asOwner(embedded.urls.owner, [
        ...tables.map((name) => `CLUSTER ${name} USING ${name}_pkey`),
        'ANALYZE',
      ]),
    async stop() {
      for (const child of children) child.kill('SIGTERM');
      await database.close();
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function asOwner(connectionString: string, statements: string[]): Promise<void> {
  const owner = new Client({ connectionString });
  await owner.connect();
  for (const statement of statements) await owner.query(statement);
  await owner.end();
}

function start(
  children: ChildProcess[],
  args: string[],
  environment: Record<string, string> = {},
): Promise<number> {
  const child = spawn(process.execPath, [...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? []), ...args], {
    env: { ...process.env, LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('ready')) resolve(child.pid ?? 0);
    });
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)));
  });
}
