import { expect, test } from 'vitest';
import { clockText } from './clock-text.ts';

test.each([
  [222, '3:42'],
  [300, '5:00'],
  [8.2, '0:09'],
  [0.1, '0:01'],
  [0, '0:00'],
  [-4, '0:00'],
  [Number.NaN, '0:00'],
  [3720, '1:02:00'],
])('%s seconds read as %s', (seconds, text) => {
  expect(clockText(seconds)).toBe(text);
});
