import { expect, test } from 'vitest';
import { minutesText } from './minutes-text.ts';

test.each([
  [60, '1 minute'],
  [90, '90 seconds'],
  [20, '20 seconds'],
  [120, '2 minutes'],
  [150, '3 minutes'],
  [1380, '23 minutes'],
  [0, '0 minutes'],
])('%i seconds are said as %s', (seconds, said) => {
  expect(minutesText(seconds)).toBe(said);
});

test('where there is little room the unit is short', () => {
  expect(minutesText(300, { short: true })).toBe('5 min');
});
