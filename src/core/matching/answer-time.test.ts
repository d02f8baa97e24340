import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerTime, shownProgress } from './answer-time.ts';

test('an answer is seen at one of a few times, never before it is there and never much later', () => {
  expect([0, 1, 1000, 1001, 1700, 2900, 5000, 40_000].map(answerTime)).toEqual([
    1000, 1000, 1000, 1500, 2000, 3000, 6000, 48_000,
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 10_000_000 }), (elapsed) => {
      expect(answerTime(elapsed)).toBeGreaterThanOrEqual(elapsed);
      expect(answerTime(elapsed)).toBeLessThanOrEqual(elapsed * 1.5);
    }),
  );
});

test('progress is shown in tenths, and the end only when the answer can be seen', () => {
  expect([-1, 0, 9, 10, 57, 99, 100].map(shownProgress)).toEqual([0, 0, 0, 10, 50, 90, 90]);
});
