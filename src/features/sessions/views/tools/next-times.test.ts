import { expect, test } from 'vitest';
import { dayAndTime, ownTimes, placeOf } from './next-times.ts';

const instant = Date.parse('2026-11-26T22:30:00Z');
const mara = { id: 'm', name: 'Mara', timeZone: 'Europe/London' };
const noor = { id: 'n', name: 'Noor', timeZone: 'Asia/Kolkata' };

test('a date is said as one says it, on the own clock', () => {
  expect(dayAndTime(instant, 'Europe/London')).toEqual({ day: 'Thursday 26 November', time: '22:30' });
});

test('each has their own time, with the day where it is another than mine', () => {
  const times = ownTimes(instant, { mine: 'Europe/London', people: [mara, noor] });
  expect(times.map(({ name, text }) => `${name}: ${text}`)).toEqual([
    'Mara: 22:30',
    'Noor: Friday 27 November, 04:00',
  ]);
});

test('where all clocks agree there is nothing to list', () => {
  const people = [mara, { ...noor, timeZone: 'Europe/Lisbon' }];
  expect(ownTimes(instant, { mine: 'Europe/London', people })).toEqual([]);
});

test('after the clocks change the same wall time is another instant', () => {
  expect(dayAndTime(Date.parse('2026-03-26T09:30:00Z'), 'Europe/London').time).toBe('09:30');
  expect(dayAndTime(Date.parse('2026-04-02T08:30:00Z'), 'Europe/London').time).toBe('09:30');
});

test('a zone is called by its place', () => {
  expect(placeOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
});
