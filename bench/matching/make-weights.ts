import { coachWeights } from './coach-weights.ts';
import { instanceDice } from './dice.ts';
import { makePeople } from './make-people.ts';

export type InstanceKind = 'coach' | 'ranreal' | 'ranint' | 'geo';

/** Weights of an instance; the same kind, count and seed give the same weights, bit for bit. */
export function makeWeights(kind: InstanceKind, count: number, seed = 7): Int32Array<SharedArrayBuffer> {
  if (kind === 'coach') return coachWeights(makePeople(count, seed));
  const draw = instanceDice(seed);
  if (kind === 'geo') return geometric(count, draw);
  const weigh =
    kind === 'ranreal' ? () => Math.round(draw() * 100 * 1000) : () => 1 + Math.floor(draw() * 100);
  return fill(count, weigh);
}

/** Distances of points in a cube of 2 to 21 dimensions. */
function geometric(count: number, draw: () => number): Int32Array<SharedArrayBuffer> {
  const dimensions = 2 + Math.floor(draw() * 20);
  const points = Array.from({ length: count }, () => Array.from({ length: dimensions }, () => draw() * 10));
  return fill(count, (i, j) => {
    let square = 0;
    for (let axis = 0; axis < dimensions; axis++)
      square += ((points[i]?.[axis] as number) - (points[j]?.[axis] as number)) ** 2;
    return Math.round(Math.sqrt(square) * 1000);
  });
}

function fill(count: number, weigh: (i: number, j: number) => number): Int32Array<SharedArrayBuffer> {
  const weights = new Int32Array(new SharedArrayBuffer(4 * count * count));
  for (let i = 0; i < count; i++)
    for (let j = i + 1; j < count; j++) weights[i * count + j] = weights[j * count + i] = weigh(i, j);
  return weights;
}
