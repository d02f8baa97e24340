import { expect, test } from 'vitest';
import { shortOf } from './short-of.ts';

test.each([
  [0, 1],
  [0.0099, 1],
  [0.011, 2],
  [1 / 21, 5],
  [0.05, 10],
  [1 / 6, 20],
  [0.17, undefined],
  [1, undefined],
])('a gap of %f of the bound is said as %s hundredths of the circles', (gap, said) => {
  expect(shortOf({ gap, proven: true })).toBe(said);
});

test('without a bound of its own nothing is said', () => {
  expect(shortOf({ gap: 0.01 })).toBeUndefined();
});
