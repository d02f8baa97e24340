import fc from 'fast-check';
import { expect, test } from 'vitest';
import { learnAhead, untilNextSecond } from './server-clock.ts';

test('the more often the server is heard, the closer its clock is known', () => {
  const delays = fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), delays, (truth, list) => {
      const hear = (known: number | undefined, delay: number) =>
        learnAhead(known, { serverNow: 1e9 + truth, heardAt: 1e9 + delay });
      const known = list.reduce(hear, undefined as number | undefined);
      expect(known).toBe(truth - Math.min(...list));
    }),
  );
});

test('a device whose clock was set forward is not left behind', () => {
  const before = learnAhead(undefined, { serverNow: 1_000_000, heardAt: 1_000_000 });
  expect(learnAhead(before, { serverNow: 1_010_000, heardAt: 1_070_000 })).toBe(-60_000);
});

test('a countdown is looked at again just after its second has changed', () => {
  fc.assert(
    fc.property(fc.integer({ min: -5000, max: 500_000 }), fc.integer({ min: 0, max: 999 }), (left, part) => {
      const now = 1_000_000 + part;
      const later = now + untilNextSecond({ endsAt: now + left, now });
      const shown = (at: number) => Math.ceil((now + left - at) / 1000);
      expect(shown(now) - shown(later)).toBe(1);
      expect(later - now).toBeLessThanOrEqual(1008);
    }),
  );
});
