import type { BoundedGroups } from '#core/matching/bound/bounded-groups.ts';
import type { Grouping } from '#core/matching/groups/best-groups.ts';
import { bestPairs } from '#core/matching/pairs/best-pairs.ts';
import type { PairWeights } from '#core/matching/weights.ts';
import { runWorker } from './run-worker.ts';
import type { SumsTask } from './sums-worker.ts';

/** Groups with a bound, as `rondo match --weights-file` writes them. */
export interface SolvedSums {
  groups: number[][];
  objective: number;
  bound: number;
}

export interface SumsRequest {
  given: PairWeights & { weights: Int32Array<SharedArrayBuffer> };
  size: number;
  seed: number;
  /** Milliseconds since 1970. */
  end: number;
}

/** Groups with the greatest sum of pair weights: pairs exactly, larger ones by two searches on two cores. */
export async function solveSums({ given, size, seed, end }: SumsRequest): Promise<SolvedSums> {
  if (size === 2 && given.count % 2 === 0) {
    const pairing = bestPairs(given, () => Date.now() > end);
    if (pairing) return pairsOf(given, pairing.mate, pairing.bound);
  }
  const begin = Date.now();
  const task = { ...given, size, begin, end };
  const [searched, bounded] = await Promise.all([
    runWorker<Grouping>('./sums-worker.ts', { ...task, seed, bounding: false } satisfies SumsTask),
    runWorker<BoundedGroups>('./sums-worker.ts', {
      ...task,
      seed: seed + 1_000_003,
      bounding: true,
    } satisfies SumsTask),
  ]);
  const { groups, objective } = searched.objective >= bounded.objective ? searched : bounded;
  return { groups, objective, bound: Math.max(objective, bounded.bound) };
}

function pairsOf({ count, weights }: PairWeights, mate: Int32Array, bound: number): SolvedSums {
  const groups: number[][] = [];
  let objective = 0;
  mate.forEach((partner, person) => {
    if (partner < person) return;
    groups.push([person, partner]);
    objective += weights[person * count + partner] as number;
  });
  return { groups, objective, bound };
}
