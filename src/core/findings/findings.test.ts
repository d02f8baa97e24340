import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canDo, type FindingTimes, findingState } from './finding.ts';
import { namesIn } from './names-in.ts';

const moment = fc.option(
  fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
  { nil: undefined, freq: 1 },
);
const times: fc.Arbitrary<FindingTimes> = fc.record({
  settledAt: moment,
  sentAt: moment,
  expiresAt: moment,
  withdrawnAt: moment,
  answeredAt: moment,
});
const now = new Date('2026-07-01');

test('nothing leaves a circle before all have consented, and nothing is taken back once it was answered', () => {
  fc.assert(
    fc.property(times, (when) => {
      const can = canDo(findingState(when, now));
      if (!when.settledAt) expect(can).not.toContain('send');
      if (when.settledAt) expect(can).not.toContain('reword');
      if (when.answeredAt || when.withdrawnAt) expect(can).toEqual([]);
      else expect(can).toContain('withdraw');
    }),
  );
});

test.each([
  [{}, 'asked'],
  [{ settledAt: now }, 'agreed'],
  [{ settledAt: now, sentAt: now, expiresAt: new Date('2026-07-02') }, 'sent'],
  [{ settledAt: now, sentAt: now, expiresAt: now }, 'unanswered'],
  [{ settledAt: now, withdrawnAt: now }, 'withdrawn'],
  [{ settledAt: now, sentAt: now, expiresAt: now, answeredAt: now }, 'answered'],
] as const)('%j is %s', (when, state) => {
  expect(findingState(when, now)).toBe(state);
});

test('a name that stands in the words is noticed, whole or the first alone, and said as it stands there', () => {
  const circle = ['Noor Haddad', 'Will Ashby', 'Ana-Maria Ruiz', 'Bo'];
  expect(namesIn('Noor waits two weeks for a review.', circle)).toEqual(['Noor']);
  expect(namesIn('We asked Noor\n Haddad and Ana-Maria.', circle)).toEqual(['Noor Haddad', 'Ana-Maria']);
  expect(namesIn('This will take a board, nothing more.', circle)).toEqual([]);
  expect(namesIn('Will and Bo’s team.', circle)).toEqual(['Will', 'Bo']);
  expect(namesIn('The Noorwijk office of McNoor.', circle)).toEqual([]);
});

test('every name that is written into a text is found there, whatever stands round it, and none twice', () => {
  const name = fc.stringMatching(/^[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?$/);
  const around = fc.stringMatching(/^[ .,()*+?[\]\\^$|\n-]{1,6}$/);
  fc.assert(
    fc.property(fc.array(name, { maxLength: 5 }), around, (names, between) => {
      const found = namesIn(`${between}${names.join(between)}${between}`, names);
      expect(new Set(found).size).toBe(found.length);
      for (const each of names) expect(found.some((met) => each.startsWith(met))).toBe(true);
    }),
  );
});

test('any name and any text are fine', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (text, names) => {
      expect(Array.isArray(namesIn(text, names))).toBe(true);
    }),
  );
});
