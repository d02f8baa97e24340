import { expect, test } from 'vitest';
import { nextOpening } from './repeats.ts';

const at = (text: string) => new Date(text);
const next = (from: string, repeats: 'monthly' | 'quarterly', after = from) =>
  nextOpening({ from: at(from), repeats, zone: 'Europe/Berlin' }, at(after)).toISOString();

test('a round comes again on the same day at the same time of day, across a change of the clocks too', () => {
  expect(next('2026-01-15T09:30:00Z', 'monthly')).toBe('2026-02-15T09:30:00.000Z');
  expect(next('2026-01-15T09:30:00Z', 'quarterly')).toBe('2026-04-15T08:30:00.000Z');
  expect(next('2026-11-15T09:30:00Z', 'quarterly')).toBe('2027-02-15T09:30:00.000Z');
});

test('a month that is too short takes its last day', () => {
  expect(next('2026-01-31T09:30:00Z', 'monthly')).toBe('2026-02-28T09:30:00.000Z');
  expect(next('2026-11-30T09:30:00Z', 'quarterly')).toBe('2027-02-28T09:30:00.000Z');
});

test('what a long round missed is left out, and the day stays the first one’s', () => {
  expect(next('2026-01-31T09:30:00Z', 'monthly', '2026-02-28T09:30:00Z')).toBe('2026-03-31T08:30:00.000Z');
  expect(next('2026-01-15T09:30:00Z', 'quarterly', '2026-09-01T00:00:00Z')).toBe('2026-10-15T08:30:00.000Z');
});

test('a zone that is not known here counts as UTC', () => {
  expect(
    nextOpening(
      { from: at('2026-06-15T09:30:00Z'), repeats: 'monthly', zone: 'Moon/Base' },
      at('2026-06-16T00:00:00Z'),
    ).toISOString(),
  ).toBe('2026-07-15T09:30:00.000Z');
});
