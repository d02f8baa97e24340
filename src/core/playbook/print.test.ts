import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryPlaybook } from './arbitrary-playbook.ts';
import { parsePlaybook } from './parse.ts';
import { printPlaybook } from './print.ts';

test('what is printed reads back as the same playbook', () => {
  fc.assert(
    fc.property(arbitraryPlaybook(), (playbook) => {
      const parsed = parsePlaybook(printPlaybook(playbook));
      expect(parsed.ok ? parsed.playbook : parsed.problems).toEqual(playbook);
    }),
    { numRuns: 300 },
  );
});

test('a text in its canonical form is printed letter by letter', () => {
  const text = readFileSync('src/core/playbook/drill-for-tests.md', 'utf8');
  const parsed = parsePlaybook(text);
  expect(parsed.ok && printPlaybook(parsed.playbook)).toBe(text);
});

test('empty lines in a row are printed as one', () => {
  const text = readFileSync('src/core/playbook/drill-for-tests.md', 'utf8');
  const parsed = parsePlaybook(text.replace('Twice Mara', '\n\n\n\nTwice Mara'));
  expect(parsed.ok && printPlaybook(parsed.playbook)).toBe(
    text.replace('Twice Mara', '\n\nTwice Mara').replace(' \n\nTwice', '\n\nTwice'),
  );
});
