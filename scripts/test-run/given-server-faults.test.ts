import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { givenServerFaults } from './given-server-faults.ts';

test('of the fault tests only those that need the embedded server stay away from a given one', () => {
  const all = readdirSync('tests/faults')
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `tests/faults/${name}`);
  expect(givenServerFaults.filter((file) => !all.includes(file))).toEqual([]);
  const embedded = [
    'disk-full',
    'interrupted-command',
    'live-session',
    'master-key',
    'npm-start',
    'other-user',
    'own-certificate',
    'start-up',
  ];
  expect(all.filter((file) => !givenServerFaults.includes(file))).toEqual(
    embedded.map((name) => `tests/faults/${name}.test.ts`),
  );
});
