import { expect, test } from 'vitest';
import { stepKinds } from '../playbook/playbook.ts';
import { nearest } from './nearest.ts';

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
