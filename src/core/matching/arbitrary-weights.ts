import fc from 'fast-check';
import { type PairWeights, sumInside } from './weights.ts';

/** Weights of a number of people, the upper triangle read from values in turn. */
export function weightsOf(count: number, values: readonly number[]): PairWeights {
  const weights = new Int32Array(count * count);
  let next = 0;
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      const value = values[next++ % values.length] as number;
      weights[a * count + b] = value;
      weights[b * count + a] = value;
    }
  return { count, weights };
}

/** Weights of few people, negative ones too. */
export function arbitraryWeights(counts: readonly number[]): fc.Arbitrary<PairWeights> {
  return fc
    .tuple(
      fc.constantFrom(...counts),
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 45, maxLength: 45 }),
    )
    .map(([count, values]) => weightsOf(count, values));
}

/** The greatest sum over all ways to make groups of these sizes; for a handful of people. */
export function bruteForce(given: PairWeights, sizes: readonly number[]): number {
  const deal = (left: readonly number[], open: readonly number[]): number => {
    const [first, ...others] = left;
    if (first === undefined) return 0;
    let most = Number.NEGATIVE_INFINITY;
    for (const size of new Set(open)) {
      const rest = open.toSpliced(open.indexOf(size), 1);
      for (const mates of subsets(others, size - 1))
        most = Math.max(
          most,
          sumInside(given, [[first, ...mates]]) +
            deal(
              others.filter((each) => !mates.includes(each)),
              rest,
            ),
        );
    }
    return most;
  };
  return deal([...Array(given.count).keys()], sizes);
}

function subsets(from: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return from.flatMap((first, at) => subsets(from.slice(at + 1), size - 1).map((rest) => [first, ...rest]));
}
