import { type Allowance, stretch } from '../allowance.ts';
import { bestGroups } from '../groups/best-groups.ts';
import { packedGroups } from '../groups/packed-groups.ts';
import { strongestMates } from '../groups/strongest-mates.ts';
import type { PairWeights } from '../weights.ts';
import { boundGroups } from './bound-groups.ts';
import { dive } from './dive.ts';

/** Groups with a bound that no others exceed. */
export interface BoundedGroups {
  groups: number[][];
  objective: number;
  bound: number;
}

/** Beyond so many people the linear program takes longer than it is worth. */
export const mostBounded = 250;
/** Share of the allowance for a first solution, and how dives get slower while there is time. */
const firstShare = 0.08;
const hastes = [0.1, 0.05, 0.02, 0.001];

/**
 * Groups and a bound: a short search, the linear program over all groups, and dives from its solution while the
 * allowance lasts. For few enough people and sizes that come out even; otherwise groups packed from good ones, which
 * goes another way than the search beside it, and a plain bound.
 */
export function boundedGroups(
  given: PairWeights,
  { size, seed, allowance }: { size: number; seed: number; allowance: Allowance },
): BoundedGroups {
  const plain = strongestMates(given, size);
  if (given.count > mostBounded || given.count % size !== 0 || given.count <= size) {
    const { groups, objective } =
      packedGroups(given, { size, seed, allowance }) ?? bestGroups(given, { size, seed, allowance });
    return { groups, objective, bound: Math.max(plain, objective) };
  }
  const start = allowance(0);
  const first = bestGroups(given, {
    size,
    seed,
    allowance: stretch(allowance, { from: start, to: start + firstShare * (1 - start) }),
  });
  // Pricing is counted in questions, so that a budget of evaluations ends it as well.
  let asked = first.evaluations;
  const shouldStop = () => {
    asked += given.count;
    return allowance(asked) >= 1;
  };
  const root = boundGroups(given, { size, groups: first.groups, shouldStop });
  const bound = Math.min(plain, Math.floor(root.bound + 1e-6 * Math.abs(root.bound)));
  let best: { groups: number[][]; objective: number } = first;
  for (const haste of root.converged ? hastes : []) {
    const found = dive(given, { size, root, haste, shouldStop });
    if (found && found.objective > best.objective) best = found;
  }
  return { groups: best.groups, objective: best.objective, bound: Math.max(bound, best.objective) };
}
