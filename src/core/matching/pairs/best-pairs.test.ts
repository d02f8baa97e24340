import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryWeights, bruteForce, weightsOf } from '../arbitrary-weights.ts';
import { type Random, random } from '../random.ts';
import { type PairWeights, sumInside } from '../weights.ts';
import { bestPairs } from './best-pairs.ts';
import type { Pairing } from './pairing-so-far.ts';

function sumOf(given: PairWeights, { mate }: Pairing): number {
  for (const [one, other] of mate.entries()) expect([mate[other], one === other]).toEqual([one, false]);
  return sumInside(
    given,
    [...mate.entries()].filter(([one, other]) => one < other),
  );
}

/** The dual certificate of Edmonds: no pair is worth more than its duals and those of the odd sets that hold both. */
function expectProof({ count, weights }: PairWeights, { bound, duals }: Pairing) {
  let doubled = duals.people.reduce((sum, each) => sum + each, 0);
  const holders: Set<number>[] = Array.from({ length: count }, () => new Set());
  for (const [at, { people, dual }] of duals.sets.entries()) {
    expect(people.length % 2).toBe(1);
    expect(dual).toBeGreaterThan(0);
    doubled += (dual * (people.length - 1)) / 2;
    for (const person of people) holders[person]?.add(at);
  }
  expect(bound).toBe(Math.floor(doubled / 2));
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      let covered = (duals.people[a] as number) + (duals.people[b] as number);
      for (const at of holders[a] as Set<number>)
        if (holders[b]?.has(at)) covered += duals.sets[at]?.dual as number;
      if (covered < 2 * (weights[a * count + b] as number)) expect.fail(`the pair ${a}, ${b} is not covered`);
    }
}

/** Weights of many people, of a kind that is hard in its own way. */
const kinds: Record<string, (dice: Random, count: number) => (a: number, b: number) => number> = {
  'any numbers': (dice) => () => dice.below(100_000),
  'many equal ones': (dice) => () => dice.below(3),
  'all the same': () => () => -7,
  'negative ones': (dice) => () => -dice.below(1000),
  'very large ones': (dice) => () => dice.below(2_000_000_000) - 1_000_000_000,
  'nine in ten forbidden': (dice) => () => (dice.below(10) > 0 ? -20_000 : dice.below(1000)),
  'hardly anything allowed': (dice, count) => () => (dice.below(count) > 2 ? -20_000 : dice.below(1000)),
  'near neighbours on a plane': (dice, count) => {
    const places = Array.from({ length: count }, () => [dice.below(1000), dice.below(1000)] as const);
    const at = (person: number) => places[person] as readonly [number, number];
    return (a, b) => -Math.round(Math.hypot(at(a)[0] - at(b)[0], at(a)[1] - at(b)[1]));
  },
  'crews of seven': (dice) => (a, b) =>
    Math.trunc(a / 7) === Math.trunc(b / 7) ? 1000 + dice.below(50) : dice.below(50),
  'two sides of unlike size': (dice, count) => (a, b) =>
    a < count / 3 === b < count / 3 ? 0 : 10 + dice.below(10),
  'a few favourites': (dice) => (a, b) => (Math.min(a, b) < 3 ? 5000 + dice.below(5000) : dice.below(100)),
};

function weightsOfKind(kind: string, { seed, count }: { seed: number; count: number }): PairWeights {
  const weigh = kinds[kind]?.(random(seed), count) as (a: number, b: number) => number;
  const values: number[] = [];
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) values.push(weigh(a, b));
  return weightsOf(count, values);
}

test('nobody makes no pairs, and an odd number is refused', () => {
  expect(bestPairs({ count: 0, weights: new Int32Array() })).toMatchObject({ bound: 0, proven: true });
  expect(() => bestPairs({ count: 3, weights: new Int32Array(9) })).toThrow('3 people cannot be paired');
});

test('few people are paired as well as any way to pair them', () => {
  fc.assert(
    fc.property(arbitraryWeights([2, 4, 6, 8]), fc.integer({ min: 1, max: 7 }), (given, likeliest) => {
      const pairing = bestPairs(given, undefined, likeliest);
      expect(sumOf(given, pairing)).toBe(bruteForce(given, new Array(given.count / 2).fill(2)));
    }),
    { numRuns: 300 },
  );
});

test.each(Object.keys(kinds))('with %s the best pairs come with a proof', (kind) => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.constantFrom(10, 44, 120), (seed, count) => {
      const given = weightsOfKind(kind, { seed, count });
      // Few edges at first, so that pricing has much to mend.
      const pairing = bestPairs(given, undefined, 3);
      expect(pairing).toMatchObject({ proven: true, bound: sumOf(given, pairing) });
      expectProof(given, pairing);
    }),
    { numRuns: 8 },
  );
});

test.each(Object.keys(kinds))('with %s a search that is stopped says how good its pairs are', (kind) => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(80), (seed, asked) => {
      const given = weightsOfKind(kind, { seed, count: 60 });
      const best = bestPairs(given).bound;
      let left = asked;
      const pairing = bestPairs(given, () => left-- <= 0, 3);
      expect(sumOf(given, pairing)).toBeLessThanOrEqual(best);
      expect(pairing.bound).toBeGreaterThanOrEqual(best);
      expectProof(given, pairing);
    }),
    { numRuns: 15 },
  );
});
