import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { freePort } from '#server/free-port.ts';
import { shellEnvironment } from '../support/rondo.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const isRoot = process.getuid?.() === 0;
/** The number of `daemon`, who is there on every machine; the database's programs refuse a user without a name. */
const service = 1;
/** What is no part of the program, and what no two copies may share. */
const left = new Set(['.git', 'data', 'test-output', 'bench-output']);

/** Of somebody's shell, which knows nothing of tests: pages that are built in it are those that people get. */
function environmentOf(given: Record<string, string>) {
  const { NODE_ENV: _, ...others } = shellEnvironment(given);
  return others;
}

// What a copy finds stale it would install or build anew.
beforeAll(() => {
  execFileSync('node', ['scripts/setup.mjs', '--build'], { cwd: root, env: environmentOf({}) });
});

/**
 * This program with all its packages in another folder, by hard links, as somebody has it who cloned it there.
 *
 * @param path from the home to the program
 * @returns the home, and the program in it
 */
function cloneInto(path: string, { mode = 0o755, user = process.getuid?.() ?? 0 } = {}) {
  mkdirSync(join(root, 'test-output'), { recursive: true });
  const home = mkdtempSync(join(root, 'test-output', 'home-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const folder = join(home, path);
  mkdirSync(folder, { recursive: true });
  const parts = readdirSync(root).filter((name) => !left.has(name) && !/\.(log|backup)$/.test(name));
  execFileSync('cp', ['-al', '--', ...parts, folder], { cwd: root });
  // Folders are copies; files are the checkout's own, and stay whose they are.
  if (isRoot) execFileSync('find', [home, '-type', 'd', '-exec', 'chown', String(user), '{}', '+']);
  chmodSync(home, mode);
  return { home, folder, user };
}

type Clone = ReturnType<typeof cloneInto>;

/** `npm start` as somebody types it there; waits until it says that it is ready. */
async function npmStart({ home, folder, user }: Clone) {
  const port = await freePort();
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: environmentOf({ HOME: home, PORT: String(port), LOG_LEVEL: 'warn' }),
    detached: true,
    ...(isRoot ? { uid: user, gid: user } : {}),
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
  const ended = once(child, 'close');
  const stop = async () => {
    // To the whole group, as Ctrl-C of a terminal.
    if (child.exitCode === null && child.pid) process.kill(-child.pid, 'SIGINT');
    await ended;
  };
  onTestFinished(stop);
  await expect.poll(() => said || child.exitCode, { timeout: 90_000 }).toContain('Rondo is ready');
  // What npm says by itself, of its settings or of a newer one, is not ours.
  const ours = () => said.replaceAll(/^npm .*$/gm, '');
  return { origin: `http://localhost:${port}`, said: ours, stop };
}

/** Whose process the database is; undefined when none lives. */
function databaseUser({ folder }: Clone): number | undefined {
  const file = join(databaseFolder(folder), 'cluster', 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  return statSync(`/proc/${readFileSync(file, 'utf8').split('\n')[0]}`).uid;
}

function databaseFolder(folder: string): string {
  const elsewhere = join(folder, 'data', 'where-the-database-is.txt');
  return existsSync(elsewhere) ? readFileSync(elsewhere, 'utf8').trim() : join(folder, 'data', 'postgres');
}

/** From the start to Ctrl-C, which leaves no database behind. */
async function startAndStop(clone: Clone, expected: { databaseUser: number }): Promise<void> {
  const running = await npmStart(clone);
  const page = await fetch(running.origin);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<h1');
  expect((await fetch(`${running.origin}/healthz`)).status).toBe(200);
  expect(databaseUser(clone)).toBe(expected.databaseUser);
  await running.stop();
  expect(running.said()).not.toMatch(/Installing|Building|warn|Error/);
  expect(running.said()).toContain('Stopped. Everything that was saved is kept.');
  expect(databaseUser(clone)).toBeUndefined();
}

const nobody = 65534;
const own = process.getuid?.() ?? 0;

test('npm start works from a path with spaces and other odd letters, and once more on what is there', async () => {
  const clone = cloneInto("our circle's (new) Rondo/é & more");
  for (const _ of ['first', 'second']) await startAndStop(clone, { databaseUser: isRoot ? nobody : own });
});

test('npm start works from under a home that is closed to others, and the database does not run as root', async () => {
  const clone = cloneInto('our rondo', { mode: 0o700 });
  onTestFinished(() => {
    const outside = databaseFolder(clone.folder);
    if (!outside.startsWith(clone.home)) rmSync(outside, { recursive: true, force: true });
  });
  await startAndStop(clone, { databaseUser: isRoot ? nobody : own });
  expect(databaseFolder(clone.folder).startsWith('/var/lib/rondo/')).toBe(isRoot);
});

const another = test.skipIf(!isRoot || !canEnter());

another('npm start works for a user without privileges from under their own closed home', async () => {
  const clone = cloneInto('rondo', { mode: 0o700, user: service });
  await startAndStop(clone, { databaseUser: service });
});

/** A checkout in a closed home is nobody else's to run. */
function canEnter(): boolean {
  for (let folder = root; folder !== dirname(folder); folder = dirname(folder)) {
    if ((lstatSync(folder).mode & 0o001) === 0) return false;
  }
  return true;
}
