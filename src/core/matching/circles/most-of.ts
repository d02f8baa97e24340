import type { CircleValue } from './circle-value.ts';

/** The greatest value of all ways to seat everybody in circles of these sizes; less than 0 when a rule forbids each. */
export function mostOf(left: readonly number[], sizes: readonly number[], value: CircleValue): number {
  const [first, ...others] = left;
  if (first === undefined) return 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const size of new Set(sizes)) {
    const rest = sizes.toSpliced(sizes.indexOf(size), 1);
    for (const mates of subsets(others, size - 1)) {
      const away = others.filter((each) => !mates.includes(each));
      most = Math.max(most, value([first, ...mates]) + mostOf(away, rest, value));
    }
  }
  return most;
}

/** All ways to take so many, in their order. */
export function subsets(from: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return from.flatMap((first, at) => subsets(from.slice(at + 1), size - 1).map((rest) => [first, ...rest]));
}
