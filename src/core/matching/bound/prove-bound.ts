import type { Meter } from '../allowance.ts';
import type { PairWeights } from '../weights.ts';
import type { FractionalRequest } from './fractional-groups.ts';
import { type Generated, improve } from './generate-groups.ts';
import { priceAll } from './price-all.ts';

/** Looks at all groups, at most so often, while they still say something new. */
const looks = 6;
const passes = 400;
/** A bound this close to what the duals promise is as good as it gets. */
const close = 1e-6;
/** Steps of the look at all groups that cost as much as the trial of a swap. */
const stepsASwap = 40;

/**
 * A sum that no groups exceed: what the duals promise, and by how much all groups together could exceed them. Any duals
 * give one; groups that exceed theirs most join the program, and the duals follow.
 *
 * @returns infinity when it was stopped before any look was complete
 */
export function proveBound(
  given: PairWeights,
  { size, larger, meter }: FractionalRequest & { meter: Meter },
  { program, pace }: Generated,
): number {
  const { count } = given;
  let bound = Number.POSITIVE_INFINITY;
  const shouldStop = (steps: number) => {
    meter.spend(steps / stepsASwap);
    return meter.share() >= 1;
  };
  for (let look = 0; look < looks; look++) {
    const excess = new Float64Array(count);
    let fresh = 0;
    for (const each of larger > 0 ? [size, size + 1] : [size]) {
      const toll = each > size ? (program.duals[count] as number) : 0;
      const all = priceAll(given, { size: each, duals: program.duals, toll, shouldStop });
      if (!all.complete) return bound;
      // Of a group's excess each member carries one part.
      for (let person = 0; person < count; person++)
        excess[person] = Math.max(excess[person] as number, (all.excess[person] as number) / each);
      for (const column of all.columns) if (program.add(column)) fresh++;
    }
    const promised = program.promised();
    const beyond = excess.reduce((sum, each) => sum + each, 0);
    bound = Math.min(bound, promised + beyond);
    if (fresh === 0 || beyond <= close * Math.abs(promised)) break;
    improve(program, { passes, pace, meter });
  }
  return bound;
}
