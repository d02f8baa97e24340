import { expect, test } from 'vitest';
import { dateFormat } from './date-format.ts';

const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;

test('English dates are said the British way', () => {
  expect(dateFormat('en', options).format(new Date('2026-11-28T12:00:00Z'))).toBe('Saturday 28 November');
});

test('another language keeps its own way', () => {
  expect(dateFormat('de', options).format(new Date('2026-11-28T12:00:00Z'))).toBe('Samstag, 28. November');
});
