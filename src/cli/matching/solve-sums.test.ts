import { expect, test } from 'vitest';
import { random } from '#core/matching/random.ts';
import { solveSums } from './solve-sums.ts';

test('with a budget of evaluations two threads give the same answer each time', async () => {
  const count = 60;
  const dice = random(9);
  const weights = new Int32Array(new SharedArrayBuffer(4 * count * count));
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) weights[a * count + b] = weights[b * count + a] = dice.below(1000);
  const request = { given: { count, weights }, size: 4, seed: 3, end: 0, budget: 4_000_000 };
  const first = await solveSums(request);
  expect(await solveSums(request)).toEqual(first);
  expect(first.objective).toBeLessThanOrEqual(first.bound);
});
