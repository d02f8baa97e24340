import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Another Rondo is running on the same data. */
export class DataInUse extends Error {}

/**
 * One program on one data folder. The lock is a listening socket, because the system takes it back when its process dies
 * in whatever way; a file with a process id lies as soon as the number is given to another program, which in a
 * container is at the next start. Returns how to give it back.
 *
 * @throws DataInUse
 */
export async function lockData(dataFolder: string): Promise<() => Promise<void>> {
  makeFolder(dataFolder);
  const address = socketAddress(dataFolder);
  let server = await tryListening(address);
  if (!server && !address.startsWith('\0') && !(await answers(address))) {
    rmSync(address, { force: true });
    server = await tryListening(address);
  }
  if (!server) {
    throw new DataInUse(
      `Another Rondo is running on ${dataFolder}. Stop it first, or give this one its own folder with RONDO_DATA. Two programs on one database need DATABASE_URL; see docs/operations.md.`,
    );
  }
  const held = server;
  held.unref();
  return () => new Promise((resolve) => held.close(() => resolve()));
}

/** One level after the other: where nothing can be made, as under /proc, Node's own recursion never ends. */
function makeFolder(folder: string): void {
  const parent = dirname(folder);
  if (!existsSync(parent)) makeFolder(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) throw error;
  }
}

/** Linux has socket names outside the file system, which vanish with their process; elsewhere it is a file. */
function socketAddress(dataFolder: string): string {
  const name = createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 32);
  return process.platform === 'linux' ? `\0rondo-${name}` : join(tmpdir(), `rondo-${name}`);
}

function tryListening(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => resolve(server));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
