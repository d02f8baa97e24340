import { expect, test } from 'vitest';
import { monthOf } from './month.ts';

test('November 2026 begins on a Sunday and has thirty days', () => {
  const month = monthOf('2026-11');
  expect(month?.weeks[0]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    '2026-11-01',
  ]);
  expect(month?.weeks.flat().filter(Boolean)).toHaveLength(30);
  expect(month?.weeks.every((week) => week.length === 7)).toBe(true);
  expect([month?.before, month?.after]).toEqual(['2026-10', '2026-12']);
});

test('a year ends in its successor, and a leap day is there', () => {
  expect(monthOf('2026-12')?.after).toBe('2027-01');
  expect(monthOf('2028-02')?.weeks.flat()).toContain('2028-02-29');
});

test.each(['2026-13', '2026-1', 'now', '', '0000-01', '2026-11-01'])('"%s" is no month', (text) => {
  expect(monthOf(text)).toBeUndefined();
});
