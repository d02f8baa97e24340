/** Weights of all pairs of 0..count-1, row by row; symmetric whole numbers, higher is better; the diagonal is unused. */
export interface PairWeights {
  count: number;
  weights: Int32Array | Float64Array;
}

/** The sum of pair weights inside groups. */
export function sumInside({ count, weights }: PairWeights, groups: readonly (readonly number[])[]): number {
  let sum = 0;
  for (const group of groups)
    for (let a = 0; a < group.length; a++)
      for (let b = a + 1; b < group.length; b++)
        sum += weights[(group[a] as number) * count + (group[b] as number)] as number;
  return sum;
}
