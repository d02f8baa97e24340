import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findInstalled } from './installed-postgres.ts';

/** A folder of programs that say to be of some version. */
function programs(version: string, names = ['initdb', 'postgres']): string {
  const folder = mkdtempSync(join(tmpdir(), 'rondo-programs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of names) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} (PostgreSQL) ${version}"\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

test('a server of version 15 or newer is taken', () => {
  const binaries = programs('15.19 (Debian 15.19-0+deb12u1)');
  expect(findInstalled(binaries)).toEqual({ version: 15, binaries });
});

test('one that is too old is named, with how to get another', () => {
  const binaries = programs('14.11');
  expect(findInstalled(binaries)).toEqual({
    advice: expect.stringMatching(
      /PostgreSQL 14 in .* is too old; 15 .*apt-get install postgresql.*POSTGRES_BIN/,
    ),
  });
});

test('clients without a server are no server', () => {
  const binaries = programs('17.2', ['psql', 'pg_dump']);
  expect(findInstalled(binaries)).toEqual({
    advice: expect.stringContaining(`There is no PostgreSQL 15 or newer in ${binaries}.`),
  });
});
