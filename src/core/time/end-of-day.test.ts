import { expect, test } from 'vitest';
import { endOfDay } from './end-of-day.ts';

test.each([
  ['2026-11-21', 'Europe/London', '2026-11-22T00:00:00.000Z'],
  ['2026-12-31', 'Asia/Tokyo', '2026-12-31T15:00:00.000Z'],
  // On this day clocks there go back an hour, so that it is longer than others.
  ['2026-10-25', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  ['2026-11-21', 'Moon/Base', '2026-11-22T00:00:00.000Z'],
])('%s is over in %s at %s', (day, zone, at) => {
  expect(endOfDay(day, zone).toISOString()).toBe(at);
});
