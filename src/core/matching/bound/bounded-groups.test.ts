import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluations } from '../allowance.ts';
import { arbitraryWeights, bruteForce, weightsOf } from '../arbitrary-weights.ts';
import { groupSizes } from '../group-sizes.ts';
import { random } from '../random.ts';
import { sumInside } from '../weights.ts';
import { boundedGroups } from './bounded-groups.ts';

test('no groups are worth more than the bound', () => {
  fc.assert(
    fc.property(arbitraryWeights([2, 4, 6, 7, 8, 9]), fc.integer({ min: 2, max: 5 }), (given, size) => {
      const { groups, objective, bound } = boundedGroups(given, {
        size,
        seed: 1,
        allowance: evaluations(200_000),
        proving: true,
      });
      expect(bound).toBeGreaterThanOrEqual(bruteForce(given, groupSizes(given.count, size)));
      expect(objective).toBe(sumInside(given, groups));
      expect(groups.map(({ length }) => length).sort()).toEqual(groupSizes(given.count, size).sort());
      expect(groups.flat().sort((a, b) => a - b)).toEqual([...Array(given.count).keys()]);
    }),
    { numRuns: 60 },
  );
});

test.each([
  [60, 3],
  [61, 3],
  [62, 4],
  [60, 4],
  [30, 5],
])('with %i people in groups of %i the gap is two percent at most', (count, size) => {
  const dice = random(11);
  const given = weightsOf(
    count,
    Array.from({ length: (count * (count - 1)) / 2 }, () => dice.below(1000)),
  );
  const { objective, bound } = boundedGroups(given, {
    size,
    seed: 1,
    allowance: evaluations(10_000_000),
    proving: true,
  });
  expect((bound - objective) / bound).toBeLessThan(0.02);
});

test.each([
  ['all weights are equal', 7],
  ['nobody may meet', -20_000],
  ['nothing weighs anything', 0],
])('when %s, the bound says that nothing is better', (_, weight) => {
  for (const count of [1, 2, 3, 5, 8, 18])
    for (const size of [2, 3, 4, 5]) {
      const request = { size, seed: 1, allowance: evaluations(6_000_000), proving: true };
      const { objective, bound } = boundedGroups(weightsOf(count, [weight]), request);
      expect(bound - objective).toBeGreaterThanOrEqual(0);
      expect(bound - objective).toBeLessThanOrEqual(Math.abs(objective) / 1000);
    }
});

test('the same seed and budget give the same groups and bound', () => {
  const dice = random(3);
  const given = weightsOf(
    50,
    Array.from({ length: 1225 }, () => dice.below(1000)),
  );
  for (const proving of [true, false]) {
    const run = () => boundedGroups(given, { size: 4, seed: 5, allowance: evaluations(3_000_000), proving });
    expect(run()).toEqual(run());
  }
});
