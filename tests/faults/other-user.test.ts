import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { newDataFolder, type Program, startProgram, untilEnded, untilHealthy } from '../support/program.ts';
import { runRondo } from '../support/rondo.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** The number of `daemon`, who is there on every machine; the database's programs refuse a user without a name. */
const service = 1;
const programs: Program[] = [];

async function start(data: string, user?: number): Promise<Program> {
  const program = await startProgram(data, {}, user === undefined ? {} : { user });
  programs.push(program);
  return program;
}

/** Only root looks after another user's service, and a checkout in a closed home is run by nobody else. */
function cannotBe(): boolean {
  if (process.getuid?.() !== 0) return true;
  try {
    execFileSync(process.execPath, ['--version'], { uid: service, gid: service, cwd: root });
    return false;
  } catch {
    return true;
  }
}

afterEach(async () => {
  for (const program of programs.splice(0)) await program.end('SIGTERM');
});

/** As systemd makes it: the service's own, closed to others. */
function serviceFolder(): string {
  const data = newDataFolder();
  chownSync(data, service, service);
  chmodSync(data, 0o700);
  return data;
}

const ownersIn = (folder: string) => [
  ...new Set(
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
      (name) => lstatSync(join(folder, name)).uid,
    ),
  ),
];

const another = test.skipIf(cannotBe());

another(
  "root looks after a service that another user runs, beside it and without it, and what is there stays that user's",
  async () => {
    const data = serviceFolder();
    const away = mkdtempSync(join(tmpdir(), 'rondo-away-'));
    const first = await start(data, service);
    await untilHealthy(first);
    const environment = { RONDO_DATA: data, PORT: new URL(first.origin).port };
    const well = { code: 0, complained: '' };
    expect(await runRondo(['doctor'], environment)).toMatchObject(well);
    expect(await runRondo(['backup', join(away, 'beside')], environment)).toMatchObject(well);
    await first.end('SIGTERM');
    expect(await runRondo(['backup', join(away, 'without')], environment)).toMatchObject(well);
    expect(ownersIn(data)).toEqual([service]);
    expect(existsSync(join(data, 'where-the-database-is.txt'))).toBe(false);

    // What root writes there, the service could not read.
    for (const words of [['restore', join(away, 'without'), '--replace'], ['replace-master-key']]) {
      const { code, complained } = await runRondo(words, environment);
      expect.soft(complained, words[0]).toContain(`${data} belongs to daemon`);
      expect.soft(code).toBe(1);
    }
    const roots = await start(data);
    expect(await untilEnded(roots)).toBe(1);
    expect(roots.said()).toContain('Run this as that user: runuser -u daemon -- ...');
    expect(ownersIn(data)).toEqual([service]);
    await untilHealthy(await start(data, service));
  },
);

another('another user starts no empty database beside the one that root had in a closed folder', async () => {
  const data = serviceFolder();
  writeFileSync(join(data, 'where-the-database-is.txt'), '/var/lib/rondo/0123456789ab\n');
  const other = await start(data, service);
  expect(await untilEnded(other)).toBe(1);
  expect(other.said()).toContain(
    'Root started this Rondo before, and its database is in /var/lib/rondo/0123456789ab',
  );
  expect(existsSync(join(data, 'postgres'))).toBe(false);
});
