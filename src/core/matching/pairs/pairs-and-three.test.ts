import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryWeights, bruteForce, weightsOf } from '../arbitrary-weights.ts';
import { random } from '../random.ts';
import { sumInside } from '../weights.ts';
import { type PairsAndThree, pairsAndThree } from './pairs-and-three.ts';

test('of an odd number of people the best pairs lie between the sum that was found and the bound', () => {
  let exact = 0;
  fc.assert(
    fc.property(arbitraryWeights([3, 5, 7, 9]), (given) => {
      const { groups, objective, bound } = pairsAndThree(given) as PairsAndThree;
      const most = bruteForce(given, [3, ...new Array((given.count - 3) / 2).fill(2)]);
      expect(groups.flat().sort((a, b) => a - b)).toEqual([...Array(given.count).keys()]);
      expect(objective).toBe(sumInside(given, groups));
      expect(objective).toBeLessThanOrEqual(most);
      expect(bound).toBeGreaterThanOrEqual(most);
      if (objective === bound) exact++;
    }),
    { numRuns: 100, seed: 3 },
  );
  expect(exact).toBeGreaterThan(50);
});

test('of 101 people the gap is a tenth of a percent at most', () => {
  const dice = random(4);
  const given = weightsOf(
    101,
    Array.from({ length: 5050 }, () => dice.below(10_000)),
  );
  const { objective, bound } = pairsAndThree(given) as PairsAndThree;
  expect((bound - objective) / bound).toBeLessThan(0.001);
});
