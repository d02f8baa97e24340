import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counted, fewestCounted } from './counted.ts';

test('a number of people is told from five on, and never one below', () => {
  fc.assert(
    fc.property(fc.nat(5000), (people) => {
      const told = counted(people);
      expect(told).toBe(people >= fewestCounted ? people : undefined);
    }),
  );
  expect([counted(4), counted(5)]).toEqual([undefined, 5]);
});

test.each([-1, 2.5, Number.NaN])('%s is no number of people', (people) => {
  expect(() => counted(people)).toThrow(RangeError);
});
