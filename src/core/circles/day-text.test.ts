import { expect, test } from 'vitest';
import { calendarDayText, dayText, timeText } from './day-text.ts';

const now = new Date('2026-06-04T22:30:00Z');

test('a day and a time are told as they are where the reader is', () => {
  expect(timeText(now, { locale: 'en-GB', timeZone: 'Asia/Kolkata' })).toBe('04:00');
  expect(dayText(now, { locale: 'en-GB', timeZone: 'Asia/Kolkata' }, now)).toBe('Friday 5 June');
  expect(dayText(now, { locale: 'en-GB', timeZone: 'America/Lima' }, now)).toBe('Thursday 4 June');
});

test('another year is named, and a zone that is not known here is taken as UTC', () => {
  expect(calendarDayText('2027-01-02', 'en-GB', now)).toBe('Saturday, 2 January 2027');
  expect(timeText(now, { locale: 'en-GB', timeZone: 'Moon/Tranquility' })).toBe('22:30');
});

test('English is British', () => {
  expect(timeText(now, { locale: 'en', timeZone: 'UTC' })).toBe('22:30');
  expect(dayText(now, { locale: 'en', timeZone: 'UTC' }, now)).toBe('Thursday 4 June');
});
