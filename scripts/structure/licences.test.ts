import { expect, test } from 'vitest';
import { checkLicences } from './licences.ts';

const found = (dependencies: Record<string, string>, packages: Record<string, object>) =>
  checkLicences(JSON.stringify({ dependencies }), JSON.stringify({ packages: { '': {}, ...packages } })).map(
    ({ sentence }) => sentence,
  );

test.each(['MIT', '(MIT AND Zlib)', '(GPL-3.0 OR MIT)', 'Apache-2.0'])('%s may be shipped', (license) => {
  expect(found({ a: '1.2.3' }, { 'node_modules/a': { license } })).toEqual([]);
});

test.each(['GPL-3.0', 'AGPL-3.0-only', '(MIT AND GPL-2.0)', 'UNLICENSED', undefined])(
  '%s may not',
  (license) => {
    expect(found({ a: '1.2.3' }, { 'node_modules/b/node_modules/a': { license } })).toEqual([
      expect.stringContaining('brings a under'),
    ]);
    expect(found({ a: '1.2.3' }, { 'node_modules/a': { license, dev: true } })).toEqual([]);
  },
);

test.each(['^1.2.3', '~1.2.3', '*', 'latest', '>=1', 'github:a/b'])(
  'a version %s is not one version',
  (version) => {
    expect(found({ a: version }, {})).toEqual([expect.stringContaining('name one version')]);
  },
);
