import { expect, test } from 'vitest';
import { monthSpan } from './month-span.ts';

test.each([
  ['2026-11-21', '2026-11', '2026-11-01', '2026-12-01'],
  ['2026-12-31', '2026-12', '2026-12-01', '2027-01-01'],
])('the month of %s runs from its first instant to that of the next', (day, name, from, before) => {
  expect(monthSpan(day)).toEqual({
    name,
    from: new Date(`${from}T00:00:00Z`),
    before: new Date(`${before}T00:00:00Z`),
  });
});
