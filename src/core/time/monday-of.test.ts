import { expect, test } from 'vitest';
import { lastMondays, mondayOf } from './monday-of.ts';

test.each([
  ['2026-11-16', '2026-11-16'],
  ['2026-11-21', '2026-11-16'],
  ['2026-11-22', '2026-11-16'],
  ['2027-01-01', '2026-12-28'],
])('the week of %s begins on %s', (day, monday) => {
  expect(mondayOf(day)).toBe(monday);
});

test('the last weeks end with the one of today, over a new year and a change of clocks', () => {
  expect(lastMondays('2027-01-01', 3)).toEqual(['2026-12-14', '2026-12-21', '2026-12-28']);
  expect(lastMondays('2026-10-26', 2)).toEqual(['2026-10-19', '2026-10-26']);
});
