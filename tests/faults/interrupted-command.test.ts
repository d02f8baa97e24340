import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { freePort } from '#server/free-port.ts';
import { findPostmaster, newDataFolder } from '../support/program.ts';
import { shellEnvironment } from '../support/rondo.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

test.each([
  ['it reaches the command alone, as kill -INT sends it', (pid: number) => process.kill(pid, 'SIGINT')],
  ['a terminal sends it to the whole group', (pid: number) => process.kill(-pid, 'SIGINT')],
])('SIGINT stops rondo serve and its database in order where %s', async (_, interrupt) => {
  const own = newDataFolder();
  const environment = shellEnvironment({
    RONDO_DATA: own,
    PORT: String(await freePort()),
    LOG_LEVEL: 'error',
  });
  const child = spawn('scripts/rondo.mjs', ['serve'], { cwd: root, env: environment, detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
  const ended = once(child, 'exit');
  await expect.poll(() => said, { timeout: 60_000 }).toContain('Rondo is ready');
  if (!child.pid) throw new Error('not started');
  interrupt(child.pid);
  expect(await ended).toEqual([0, null]);
  expect(said).toContain('Stopped. Everything that was saved is kept.');
  expect(findPostmaster(own)).toBeUndefined();
});
