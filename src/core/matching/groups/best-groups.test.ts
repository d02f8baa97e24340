import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluations } from '../allowance.ts';
import { arbitraryWeights, bruteForce, weightsOf } from '../arbitrary-weights.ts';
import { groupSizes } from '../group-sizes.ts';
import { random } from '../random.ts';
import { sumInside } from '../weights.ts';
import { bestGroups } from './best-groups.ts';

const anyWeights = arbitraryWeights([1, 2, 3, 4, 5, 6, 7, 8, 9]);

test('groups have the agreed sizes and everybody is in one', () => {
  fc.assert(
    fc.property(anyWeights, fc.integer({ min: 2, max: 5 }), (given, size) => {
      const { groups, objective } = bestGroups(given, { size, seed: 1, allowance: evaluations(2000) });
      expect(groups.flat().sort((a, b) => a - b)).toEqual([...Array(given.count).keys()]);
      expect(groups.map(({ length }) => length).sort()).toEqual(groupSizes(given.count, size).sort());
      expect(objective).toBe(sumInside(given, groups));
    }),
    { numRuns: 60 },
  );
});

test('sizes are right even when there is no time for any search', () => {
  for (const count of [6, 7, 11, 41, 46, 98]) {
    const given = weightsOf(count, [7]);
    for (const size of [2, 3, 4, 5]) {
      const { groups } = bestGroups(given, { size, seed: 1, allowance: () => 1 });
      expect(groups.map(({ length }) => length).sort()).toEqual(groupSizes(count, size).sort());
    }
  }
});

test('among few people the best groups of all are found', () => {
  fc.assert(
    fc.property(anyWeights, fc.integer({ min: 2, max: 5 }), (given, size) => {
      const { objective } = bestGroups(given, { size, seed: 1, allowance: evaluations(20_000) });
      expect(objective).toBe(bruteForce(given, groupSizes(given.count, size)));
    }),
    // A search is no proof: the cases are always the same ones.
    { numRuns: 40, seed: 7 },
  );
});

test('the same seed and budget give the same groups', () => {
  const dice = random(3);
  const given = weightsOf(
    80,
    Array.from({ length: 3160 }, () => dice.below(1000)),
  );
  const run = (seed: number) => bestGroups(given, { size: 4, seed, allowance: evaluations(40_000) }).groups;
  expect(run(5)).toEqual(run(5));
  expect(run(5)).not.toEqual(run(6));
});
