import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryWeights, bruteForce, weightsOf } from '../arbitrary-weights.ts';
import { random } from '../random.ts';
import { type PairWeights, sumInside } from '../weights.ts';
import { bestPairs, type Pairing } from './best-pairs.ts';

function sumOf(given: PairWeights, { mate }: Pairing): number {
  return sumInside(
    given,
    [...mate.entries()].filter(([one, other]) => one < other),
  );
}

/** The dual certificate of Edmonds: no pair is worth more than its duals and those of the odd sets that hold both. */
function expectProof({ count, weights }: PairWeights, { duals }: Pairing) {
  for (const { people, dual } of duals.sets) {
    expect(people.length % 2).toBe(1);
    expect(dual).toBeGreaterThan(0);
  }
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      let covered = (duals.people[a] as number) + (duals.people[b] as number);
      for (const { people, dual } of duals.sets)
        if (people.includes(a) && people.includes(b)) covered += dual;
      expect(covered).toBeGreaterThanOrEqual(2 * (weights[a * count + b] as number));
    }
}

test('few people are paired as well as any way to pair them', () => {
  fc.assert(
    fc.property(arbitraryWeights([2, 4, 6, 8]), (given) => {
      const pairing = bestPairs(given) as Pairing;
      expect(sumOf(given, pairing)).toBe(bruteForce(given, new Array(given.count / 2).fill(2)));
    }),
  );
});

test('many people are paired with a proof that nothing is better', () => {
  fc.assert(
    fc.property(
      fc.nat(10_000),
      fc.constantFrom(20, 50, 90),
      fc.constantFrom(3, 50, 100_000),
      (seed, count, spread) => {
        const dice = random(seed);
        const values = Array.from({ length: (count * (count - 1)) / 2 }, () => dice.below(spread));
        const given = weightsOf(count, values);
        const pairing = bestPairs(given) as Pairing;
        expect(pairing.bound).toBe(sumOf(given, pairing));
        expectProof(given, pairing);
      },
    ),
    { numRuns: 40 },
  );
});
