import { expect, test } from 'vitest';
import { canReturnOn, isAway } from './away.ts';
import { localDay } from './local-day.ts';

const lateInLondon = new Date('2026-03-01T23:30:00Z');

test('a day begins where the person is', () => {
  expect(localDay(lateInLondon, 'Europe/London')).toBe('2026-03-01');
  expect(localDay(lateInLondon, 'Asia/Tokyo')).toBe('2026-03-02');
  expect(localDay(lateInLondon, 'Nowhere/Known')).toBe('2026-03-01');
});

test('somebody is away until the day of return begins', () => {
  const returnsOn = '2026-03-02';
  expect(isAway({ returnsOn, now: lateInLondon, timeZone: 'Europe/London' })).toBe(true);
  expect(isAway({ returnsOn, now: lateInLondon, timeZone: 'Asia/Tokyo' })).toBe(false);
});

test.each([
  ['2026-03-01', false],
  ['2026-03-02', true],
  ['2027-03-02', true],
  ['2027-03-03', false],
])('coming back on %s: %s', (returnsOn, allowed) => {
  expect(canReturnOn({ returnsOn, now: lateInLondon, timeZone: 'Europe/London' })).toBe(allowed);
});
