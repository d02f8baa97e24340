import { expect, test } from 'vitest';
import { partOfDay } from './part-of-day.ts';

test('the greeting goes by the clock of the person, not of the server', () => {
  const now = new Date('2026-11-21T22:30:00Z');
  expect(partOfDay(now, 'Europe/London')).toBe('evening');
  expect(partOfDay(now, 'Asia/Tokyo')).toBe('morning');
  expect(partOfDay(now, 'America/New_York')).toBe('afternoon');
});

test('the morning begins at four, and a zone that is not known here is taken for UTC', () => {
  expect(partOfDay(new Date('2026-11-21T03:59:00Z'), 'UTC')).toBe('evening');
  expect(partOfDay(new Date('2026-11-21T04:00:00Z'), 'Nowhere/Atall')).toBe('morning');
  expect(partOfDay(new Date('2026-11-21T12:00:00Z'), 'UTC')).toBe('afternoon');
});
