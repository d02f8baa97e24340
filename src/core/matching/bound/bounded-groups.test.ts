import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluations } from '../allowance.ts';
import { arbitraryWeights, bruteForce, weightsOf } from '../arbitrary-weights.ts';
import { groupSizes } from '../group-sizes.ts';
import { bestGroups } from '../groups/best-groups.ts';
import { packedGroups } from '../groups/packed-groups.ts';
import { random } from '../random.ts';
import { sumInside } from '../weights.ts';
import { boundedGroups } from './bounded-groups.ts';

test('no groups are worth more than the bound', () => {
  fc.assert(
    fc.property(arbitraryWeights([2, 4, 6, 7, 8, 9]), fc.integer({ min: 2, max: 5 }), (given, size) => {
      const { groups, objective, bound } = boundedGroups(given, {
        size,
        seed: 1,
        allowance: evaluations(5000),
      });
      expect(bound).toBeGreaterThanOrEqual(bruteForce(given, groupSizes(given.count, size)));
      expect(objective).toBe(sumInside(given, groups));
      expect(groups.flat().sort((a, b) => a - b)).toEqual([...Array(given.count).keys()]);
    }),
    { numRuns: 60 },
  );
});

test.each([
  [60, 3],
  [60, 4],
  [30, 5],
])('with %i people in groups of %i the gap is a few percent at most', (count, size) => {
  const dice = random(11);
  const given = weightsOf(
    count,
    Array.from({ length: (count * (count - 1)) / 2 }, () => dice.below(1000)),
  );
  const { objective, bound } = boundedGroups(given, { size, seed: 1, allowance: evaluations(1_000_000) });
  expect((bound - objective) / bound).toBeLessThan(0.04);
});

test('choosing among good groups, where weights have no pattern, is ahead of swaps with as much work', () => {
  const dice = random(5);
  const given = weightsOf(
    280,
    Array.from({ length: 39_060 }, () => dice.below(100_000)),
  );
  const asked = { size: 4, seed: 1, allowance: evaluations(300_000) };
  const packed = packedGroups(given, asked);
  expect(packed?.groups.flat().sort((a, b) => a - b)).toEqual([...Array(280).keys()]);
  expect(packed?.objective).toBe(sumInside(given, packed?.groups ?? []));
  expect(packed?.objective).toBeGreaterThan(bestGroups(given, asked).objective);
});
