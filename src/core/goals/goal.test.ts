import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithinReach, type Milestone, nextMilestone, usualUntil } from './goal.ts';

const milestone = (id: string, more: Partial<Milestone> = {}): Milestone => ({
  id,
  text: id,
  reached: false,
  moved: 0,
  ...more,
});

test('the next milestone is the first by its day that is not reached', () => {
  const list = [
    milestone('undated'),
    milestone('later', { byOn: '2026-06-09' }),
    milestone('sooner', { byOn: '2026-06-02' }),
    milestone('done', { byOn: '2026-05-01', reached: true }),
  ];
  expect(nextMilestone(list)?.id).toBe('sooner');
  expect(nextMilestone(list.slice(0, 1))?.id).toBe('undated');
  expect(nextMilestone(list.slice(3))).toBeUndefined();
  expect(nextMilestone([milestone('first'), milestone('second')])?.id).toBe('first');
});

test('a day of a goal lies between today and a year ahead', () => {
  const today = '2026-11-21';
  expect(isWithinReach({ day: today, today })).toBe(true);
  expect(isWithinReach({ day: '2026-11-20', today })).toBe(false);
  expect(isWithinReach({ day: '2027-11-22', today })).toBe(true);
  expect(isWithinReach({ day: '2027-11-23', today })).toBe(false);
  expect(isWithinReach({ day: 'soon', today })).toBe(false);
});

test('the usual end is within reach, whatever day it is', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
      (at) => {
        const today = at.toISOString().slice(0, 10);
        return isWithinReach({ day: usualUntil(today), today });
      },
    ),
  );
});
