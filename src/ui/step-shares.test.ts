import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepShares, widestShare } from './step-shares.ts';

test('a step twice as long is drawn twice as wide', () => {
  expect(stepShares([6, 12, 12])).toEqual([12, 24, 24]);
});

test('a step without minutes still has a place', () => {
  expect(stepShares([0, 10])).toEqual([4, 24]);
  expect(stepShares([0, 0])).toEqual([24, 24]);
});

test('every share is a whole number that the stylesheet knows, and order of length is kept', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 14 }), (minutes) => {
      const shares = stepShares(minutes);
      for (const share of shares) {
        expect(Number.isInteger(share)).toBe(true);
        expect(share).toBeGreaterThanOrEqual(4);
        expect(share).toBeLessThanOrEqual(widestShare);
      }
      for (const [i, a] of minutes.entries())
        for (const [j, b] of minutes.entries())
          if (a <= b) expect(shares[i]).toBeLessThanOrEqual(shares[j] as number);
    }),
  );
});
