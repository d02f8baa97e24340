import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayFromHours, dayOf, hoursOf, isWeek, paint, usualWeek, weekFromHours, weekLength } from './week.ts';
import { localPlaces, mondayBefore, weekInUtc } from './week-in-utc.ts';

const week = fc
  .array(fc.constantFrom('0', '1', '2'), { minLength: weekLength, maxLength: weekLength })
  .map((parts) => parts.join(''));
const monday = Date.parse('2026-06-01T00:00:00Z');
const count = (words: number[]) =>
  words.reduce((sum, word) => sum + word.toString(2).replaceAll('0', '').length, 0);
const has = (words: number[], at: number) => (((words[at >> 5] ?? 0) >>> (at & 31)) & 1) === 1;

test('a usual week has forty hours, Monday to Friday', () => {
  expect(isWeek(usualWeek)).toBe(true);
  expect(usualWeek.replaceAll('0', '')).toHaveLength(80);
  expect(hoursOf(dayOf(usualWeek, 4))).toEqual({ from: 540, to: 1020 });
  expect(hoursOf(dayOf(usualWeek, 5))).toEqual({});
});

test('what is painted is painted, and the rest stays', () => {
  fc.assert(
    fc.property(week, fc.array(fc.integer({ min: -5, max: 400 })), (before, places) => {
      const after = paint(before, places, '2');
      expect(isWeek(after)).toBe(true);
      for (let at = 0; at < weekLength; at += 1)
        expect(after[at]).toBe(places.includes(at) ? '2' : before[at]);
    }),
    { numRuns: 50 },
  );
});

test('rows of hours that say what is there change nothing, gaps and paint included', () => {
  fc.assert(
    fc.property(week, (painted) => {
      const rows = Array.from({ length: 7 }, (_, day) => hoursOf(dayOf(painted, day)));
      expect(weekFromHours(painted, rows)).toBe(painted);
    }),
    { numRuns: 100 },
  );
});

test('a row that says something else makes that day anew, and no other', () => {
  const rows = Array.from({ length: 7 }, (_, day) => hoursOf(dayOf(usualWeek, day)));
  const changed = weekFromHours(usualWeek, rows.with(1, { from: 600, to: 720, bestFrom: 660, bestTo: 720 }));
  expect(dayOf(changed, 1)).toBe(dayFromHours({ from: 600, to: 720, bestFrom: 660, bestTo: 720 }));
  expect(dayOf(changed, 1)).toMatch(/^0{20}1122?2?/);
  expect(dayOf(changed, 0)).toBe(dayOf(usualWeek, 0));
});

test.each([
  ['UTC', 18],
  ['Europe/Berlin', 14],
  ['America/New_York', 26],
  ['Asia/Tokyo', 0],
])('nine on a Monday in %s is half-hour %i of the week in UTC', (zone, at) => {
  const { hours, prime } = weekInUtc(usualWeek, localPlaces(zone, monday));
  expect(has(hours, at)).toBe(true);
  expect(has(hours, (at + weekLength - 1) % weekLength)).toBe(false);
  expect(count(hours)).toBe(80);
  expect(count(prime)).toBe(0);
});

test('a zone a quarter of an hour off counts only the half-hours that somebody is there for', () => {
  const { hours } = weekInUtc(usualWeek, localPlaces('Asia/Kathmandu', monday));
  // 09:00 there is 03:15; the first whole half-hour begins at 03:30.
  expect(has(hours, 6)).toBe(false);
  expect(has(hours, 7)).toBe(true);
  expect(count(hours)).toBe(75);
});

test('winter moves the bits by an hour where clocks are changed', () => {
  const winter = Date.parse('2026-01-05T00:00:00Z');
  expect(has(weekInUtc(usualWeek, localPlaces('Europe/Berlin', winter)).hours, 16)).toBe(true);
});

test('the Monday before is a Monday, at most a week ago', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (instant) => {
      const found = mondayBefore(instant);
      expect(new Date(found).getUTCDay()).toBe(1);
      expect(instant - found).toBeGreaterThanOrEqual(0);
      expect(instant - found).toBeLessThan(7 * 86_400_000);
    }),
  );
});
