import { expect, test } from 'vitest';
import { shortOf } from './short-of.ts';

test.each([
  [0, 1],
  [0.0099, 1],
  [0.011, 2],
  [0.05, 5],
  [0.051, 10],
  [0.2, 20],
  [0.21, undefined],
])('a gap of %f is said as %s hundredths', (gap, said) => {
  expect(shortOf({ gap, proven: true })).toBe(said);
});

test('without a bound of its own nothing is said', () => {
  expect(shortOf({ gap: 0.01 })).toBeUndefined();
});
