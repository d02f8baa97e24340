import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';
import { stepKinds } from './playbook.ts';

test.each([
  ['drll', 'drill'],
  ['Drill', 'drill'],
  ['dirll', 'drill'],
  ['checkin', 'check-in'],
  ['demonstration', 'demonstrate'],
  ['commitment', undefined],
  ['', undefined],
  ['x'.repeat(100_000), undefined],
])('the kind of step nearest to %s is %s', (found, expected) => {
  expect(nearest(found, stepKinds)).toBe(expected);
});
