import { expect, test } from 'vitest';
import { nextRoundName } from './next-round-name.ts';

test.each([
  ['Spring circles', 'Spring circles 2'],
  ['Spring circles 2', 'Spring circles 3'],
  ['Spring circles 99', 'Spring circles 100'],
  ['Circles 2026', 'Circles 2026 2'],
  ['7', '7 2'],
])('after %s comes %s', (name, next) => expect(nextRoundName(name)).toBe(next));

test('a long name keeps its length', () => {
  expect(nextRoundName('x'.repeat(60))).toBe(`${'x'.repeat(58)} 2`);
});
