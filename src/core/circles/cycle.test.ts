import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standInCycle } from './cycle.ts';

test.each([
  [0, { session: 1, of: 6, held: 0, over: false }],
  [2, { session: 3, of: 6, held: 2, over: false }],
  [5, { session: 6, of: 6, held: 5, over: false }],
  [6, { session: 6, of: 6, held: 6, over: true }],
  [9, { session: 6, of: 6, held: 6, over: true }],
])('after %i of six sessions', (held, standing) => {
  expect(standInCycle({ sessions: 6, held })).toEqual(standing);
});

test('a session of a cycle lies within it, and it is over only when all were held', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(40), (sessions, held) => {
      const standing = standInCycle({ sessions, held });
      return (
        standing.session >= 1 &&
        standing.session <= sessions &&
        standing.over === (standing.held === sessions)
      );
    }),
  );
});
