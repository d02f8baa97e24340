import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counted, fewestCounted } from './counted.ts';

test('a number of people is told from five on, in whole fives, and never more than there are', () => {
  fc.assert(
    fc.property(fc.integer({ min: fewestCounted, max: 5000 }), (people) => {
      const told = counted(people) ?? Number.NaN;
      expect([told % fewestCounted, told <= people, people - told < fewestCounted]).toEqual([0, true, true]);
    }),
  );
  expect([4, 5, 6, 9, 10].map(counted)).toEqual([undefined, 5, 5, 5, 10]);
});

test.each([-1, 2.5, Number.NaN])('%s is no number of people', (people) => {
  expect(() => counted(people)).toThrow(RangeError);
});
