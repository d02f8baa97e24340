import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { findBinaries } from '#server/embedded-postgres/binaries.ts';
import { freePort } from '#server/free-port.ts';

/** A throw-away PostgreSQL: everything in one temporary folder, gone when it stops. */
export interface TestPostgres {
  superuserUrl: string;
  stop(): Promise<void>;
}

/** Starts the real server from npm on a free loopback port, without durability, which tests of durability do not use. */
export async function startPostgres(binaries = findBinaries()): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'rondo-test-'));
  // PostgreSQL refuses to run as root.
  const identity = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  if (identity.uid) chownSync(folder, identity.uid, identity.gid);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  execFileSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
    {
      ...identity,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    fsync: 'off',
    max_connections: 200,
  };
  const server = spawn(
    join(binaries, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...identity, cwd: folder, stdio: 'ignore' },
  );
  const superuserUrl = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await answers(superuserUrl);
  return {
    superuserUrl,
    stop: () =>
      new Promise((resolve) => {
        const tidy = () => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        };
        // Ctrl-C on the terminal has reached the server too.
        if (server.exitCode !== null || server.signalCode !== null) return tidy();
        server.once('exit', tidy);
        server.kill('SIGINT');
      }),
  };
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
