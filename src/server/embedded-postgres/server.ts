import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../free-port.ts';
import type { Place } from './place.ts';
import { isAlive, waitUntilGone } from './process-state.ts';

export interface RunningServer {
  process: ChildProcess;
  port: number;
}

/** What must be on, or an acknowledged act could be lost; the program refuses to start otherwise. */
const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' } as const;

/** Sized for a small machine; a larger one belongs on a PostgreSQL of its own. */
const modest = {
  shared_buffers: '256MB',
  work_mem: '8MB',
  max_connections: '60',
  wal_level: 'minimal',
  max_wal_senders: '0',
  checkpoint_timeout: '15min',
  max_wal_size: '1GB',
  timezone: 'UTC',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  log_min_messages: 'warning',
  // A statement with a person's words in it must never reach a log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
} as const;

/** Starts the server on loopback (a free port unless one is wanted) and waits until it answers. */
export async function startServer(
  place: Place,
  superuserPassword: string,
  wantedPort?: number,
): Promise<RunningServer> {
  const data = join(place.base, 'cluster');
  await stopOrphan(data);
  const port = wantedPort ?? (await freePort());
  const settings = {
    ...durable,
    ...modest,
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
  };
  const server = spawn(
    join(place.binaries, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...place.identity,
      cwd: place.base,
      // A group of its own: Ctrl-C on the terminal reaches the program, which then stops the server in order.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000);
  });
  await answers({ server, port, password: superuserPassword, said: () => said });
  return { process: server, port };
}

/** Asks for a fast shutdown, which writes a checkpoint, and insists only when that takes longer than 20 seconds. */
export async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null || !server.pid) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  const insist = setTimeout(() => server.kill('SIGQUIT'), 20_000);
  await gone;
  clearTimeout(insist);
}

/** A server that outlived a killed program still holds the data: it is stopped in order, and its pid file removed. */
async function stopOrphan(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (isAlive(pid) && isServerOf(pid, data)) {
    process.kill(pid, 'SIGINT');
    if (!(await waitUntilGone(pid, 30_000))) {
      process.kill(pid, 'SIGQUIT');
      if (!(await waitUntilGone(pid, 30_000))) {
        throw new Error(
          `A PostgreSQL (process ${pid}) still holds ${data} and does not stop. End it, then start again.`,
        );
      }
    }
  }
  rmSync(file, { force: true });
}

/** The port on which a live server of this cluster listens. */
export function readPort(data: string): number | undefined {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number);
  return pid && port && isAlive(pid) && isServerOf(pid, data) ? port : undefined;
}

/** A pid may have been given to another program since; only a server of this very folder is stopped. */
function isServerOf(pid: number, data: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data);
  } catch {
    return process.platform !== 'linux';
  }
}

interface Starting {
  server: ChildProcess;
  port: number;
  password: string;
  said: () => string;
}

/** Recovery after a kill may take long and is waited for as long as the process lives. */
async function answers({ server, port, password, said }: Starting): Promise<void> {
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new Error(`PostgreSQL stopped while starting: ${said().trim() || 'it gave no reason'}`);
    }
    const client = new Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' });
    try {
      await client.connect();
      const { rows } = await client.query<{ name: string; setting: string }>(
        'SELECT name, setting FROM pg_settings WHERE name = ANY($1)',
        [Object.keys(durable)],
      );
      await client.end();
      const off = rows.filter(({ setting }) => setting !== 'on');
      if (off.length > 0)
        throw new Error(`PostgreSQL runs without ${off.map(({ name }) => name).join(', ')}`);
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if ((error as Error).message.startsWith('PostgreSQL runs without')) throw error;
      await pause(40);
    }
  }
}
