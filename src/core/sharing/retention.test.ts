import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptUntil, mayKeepFor, overBefore, retainedKinds, retention, usualMonths } from './retention.ts';

const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const months = fc.integer({ min: 6, max: 120 });

test('something is kept for as many months, to the last day of a shorter one', () => {
  const rows: [string, number, string][] = [
    ['2026-11-21T10:00:00Z', 12, '2027-11-21T10:00:00Z'],
    ['2026-08-31T10:00:00Z', 6, '2027-02-28T10:00:00Z'],
    ['2027-08-31T10:00:00Z', 6, '2028-02-29T10:00:00Z'],
  ];
  for (const [from, count, until] of rows) expect(keptUntil(new Date(from), count)).toEqual(new Date(until));
});

test('nothing is let go of before the date that its owner was told', () => {
  fc.assert(
    fc.property(moment, moment, months, (changed, now, count) => {
      if (changed < overBefore(now, count))
        expect(keptUntil(changed, count).getTime()).toBeLessThanOrEqual(now.getTime());
    }),
  );
});

test('what is over stays no longer than four days', () => {
  fc.assert(
    fc.property(moment, months, (changed, count) => {
      const later = new Date(keptUntil(changed, count).getTime() + 4 * 86_400_000);
      expect(changed < overBefore(later, count)).toBe(true);
    }),
  );
});

test.each(retainedKinds)(
  'how long a %s is usually kept is one of the choices, where there are any',
  (kind) => {
    const { choices } = retention[kind];
    expect(choices.length === 0 || mayKeepFor(kind, usualMonths(kind))).toBe(true);
    expect(mayKeepFor(kind, 7)).toBe(false);
    expect([...choices].sort((one, other) => one - other)).toEqual(choices);
  },
);

test('what is kept until somebody says otherwise may be kept so, and what has a date may not', () => {
  expect(retainedKinds.filter((kind) => mayKeepFor(kind, undefined))).toEqual([
    'card',
    'pact_report',
    'attempt',
    'received',
  ]);
});
