import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '#server/free-port.ts';
import { newDataFolder } from '../../tests/support/program.ts';
import { shellEnvironment } from '../../tests/support/rondo.ts';
import type { Benchmark } from '../run.ts';
import { table } from '../table.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Seconds after which a start that brings no page is given up. */
const patience = 120;

export const benchmark: Benchmark = {
  summary:
    '`npm start` on a data folder that was not there before, and once more on what is there then: seconds until the first page.',
  async run() {
    const data = newDataFolder();
    try {
      const first = await start(data);
      const second = await start(data);
      const starts = [
        { start: 'first', seconds: first },
        { start: 'second', seconds: second },
      ];
      console.log(
        table(
          ['start', 'seconds'],
          starts.map(({ start, seconds }) => [start, seconds]),
        ),
      );
      return { starts, load_average: loadavg()[0] };
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  },
};

/** From the command to the first page, in seconds to a hundredth; stops it again. */
async function start(data: string): Promise<number> {
  const port = await freePort();
  const { NODE_ENV: _, ...environment } = shellEnvironment({
    RONDO_DATA: data,
    PORT: String(port),
    LOG_LEVEL: 'error',
  });
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: environment,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  try {
    await firstPage(`http://localhost:${port}/`, child);
    return Math.round((performance.now() - began) / 10) / 100;
  } finally {
    // To the whole group, as Ctrl-C of a terminal.
    if (child.exitCode === null && child.pid) process.kill(-child.pid, 'SIGINT');
    await ended;
  }
}

async function firstPage(address: string, child: ChildProcess): Promise<void> {
  const last = performance.now() + patience * 1000;
  for (;;) {
    const page = await fetch(address).catch(() => undefined);
    if (page?.ok && (await page.text()).includes('<h1')) return;
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
    if (performance.now() > last) throw new Error(`no page within ${patience} s`);
    await pause(20);
  }
}
