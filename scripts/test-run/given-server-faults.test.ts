import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { embeddedServerFaults, givenServerFaults } from './given-server-faults.ts';

test('each fault test either runs beside a given server or says why it stays away', () => {
  const all = readdirSync('tests/faults')
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `tests/faults/${name}`);
  expect([...givenServerFaults, ...Object.keys(embeddedServerFaults)].sort()).toEqual(all.sort());
});
