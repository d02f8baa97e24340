import { expect, test } from 'vitest';
import { countThisWeek, guardWeek } from './week-guard.ts';

// 30 November 2026 is a Monday.
test('a week begins on Monday, and what was tried before it does not count', () => {
  expect(countThisWeek(['2026-11-29', '2026-11-30', '2026-12-02', '2026-12-02'], '2026-12-02')).toBe(3);
  expect(countThisWeek(['2026-11-29', '2026-11-30'], '2026-11-29')).toBe(1);
});

test('after as many as were agreed on, nothing more is suggested until Monday', () => {
  const days = ['2026-12-01', '2026-12-02', '2026-12-03'];
  expect(guardWeek({ weekly: 4 }, days, '2026-12-03')).toEqual({ may: 'go-on', left: 1 });
  expect(guardWeek({ weekly: 3 }, days, '2026-12-06')).toEqual({ may: 'enough' });
  expect(guardWeek({ weekly: 3 }, days, '2026-12-07')).toEqual({ may: 'go-on', left: 3 });
});

test('a rest ends on its day', () => {
  const pace = { weekly: 3, restUntil: '2026-12-10' };
  expect(guardWeek(pace, [], '2026-12-09')).toEqual({ may: 'rest', until: '2026-12-10' });
  expect(guardWeek(pace, [], '2026-12-10').may).toBe('go-on');
});
