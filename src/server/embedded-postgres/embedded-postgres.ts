import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { DatabaseUrls } from '../database.ts';
import type { Log } from '../log.ts';
import { ensureCluster, type Passwords, readPasswords } from './cluster.ts';
import { folderProblem } from './folder-problem.ts';
import { watchHealth } from './health-check.ts';
import { lockData } from './lock.ts';
import { findPlace } from './place.ts';
import { type RunningServer, readPort, startServer, stopServer } from './server.ts';

export interface EmbeddedPostgres {
  urls: DatabaseUrls;
  /** Process id of the server. */
  pid: number;
  stop(): Promise<void>;
}

type State = 'starting' | 'running' | 'stopping';

/**
 * Runs the real PostgreSQL server from npm as a child: makes the cluster at first, starts it, starts it again when it dies,
 * stops it in order. The port is chosen once, so that connection strings stay right over a restart.
 *
 * @throws DataInUse; a sentence when the folder cannot hold it
 */
export async function startEmbeddedPostgres(dataFolder: string, log: Log): Promise<EmbeddedPostgres> {
  try {
    return await start(dataFolder, log);
  } catch (error) {
    throw folderProblem(error, dataFolder);
  }
}

async function start(dataFolder: string, log: Log): Promise<EmbeddedPostgres> {
  const unlock = await lockData(dataFolder);
  const place = findPlace(dataFolder);
  let state: State = 'starting';
  let running: RunningServer | undefined;
  let port: number | undefined;
  let stopWatching: () => void = () => undefined;

  async function startOnce(passwords: Passwords): Promise<void> {
    running = await startServer(place, passwords.superuser, port);
    port = running.port;
    const { process: server } = running;
    stopWatching = watchHealth({
      port,
      superuserPassword: passwords.superuser,
      onStuck: () => {
        log.error('the database has not answered for minutes; ending it by force');
        server.kill('SIGQUIT');
        setTimeout(() => server.kill('SIGKILL'), 20_000).unref();
      },
    });
    server.once('exit', () => {
      stopWatching();
      if (state !== 'running') return;
      log.error('the database stopped by itself; starting it again');
      void restart(passwords);
    });
    state = 'running';
  }

  async function restart(passwords: Passwords): Promise<void> {
    for (let wait = 100; state === 'running'; wait = Math.min(wait * 2, 5000)) {
      try {
        await startOnce(passwords);
        return;
      } catch (error) {
        log.error({ error: (error as Error).message }, 'the database did not start; trying again');
        await pause(wait);
      }
    }
  }

  try {
    const passwords = await ensureCluster(place, dataFolder);
    await startOnce(passwords);
    await ensureLogins(passwords, port ?? 0);
    return {
      urls: embeddedUrls(passwords, port ?? 0),
      pid: running?.process.pid ?? 0,
      async stop() {
        state = 'stopping';
        stopWatching();
        if (running) await stopServer(running.process);
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** The addresses under which a running server of this data folder answers; undefined when none runs. */
export function findRunningUrls(dataFolder: string): DatabaseUrls | undefined {
  const { base } = findPlace(dataFolder);
  const port = readPort(join(base, 'cluster'));
  return port === undefined ? undefined : embeddedUrls(readPasswords(dataFolder), port);
}

function embeddedUrls(passwords: Passwords, port: number): DatabaseUrls {
  return {
    app: `postgres://rondo_login:${passwords.app}@127.0.0.1:${port}/rondo`,
    owner: `postgres://rondo_owner:${passwords.owner}@127.0.0.1:${port}/rondo`,
  };
}

/** The owner migrates and is no superuser; the program's log-in owns nothing. */
async function ensureLogins(passwords: Passwords, port: number): Promise<void> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: passwords.superuser,
    database: 'postgres',
  });
  await client.connect();
  try {
    const logins = [
      { name: 'rondo_owner', password: passwords.owner, options: 'CREATEROLE' },
      { name: 'rondo_login', password: passwords.app, options: '' },
    ];
    for (const { name, password, options } of logins) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
      if (!rowCount)
        await client.query(`CREATE ROLE ${name} LOGIN ${options} PASSWORD ${client.escapeLiteral(password)}`);
    }
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'rondo'");
    if (!rowCount) await client.query('CREATE DATABASE rondo OWNER rondo_owner');
    await client.query(
      'REVOKE ALL ON DATABASE rondo FROM PUBLIC; GRANT CONNECT ON DATABASE rondo TO rondo_login',
    );
  } finally {
    await client.end();
  }
}
