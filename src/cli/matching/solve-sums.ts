import type { Grouping } from '#core/matching/groups/best-groups.ts';
import { strongestMates } from '#core/matching/groups/strongest-mates.ts';
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
  const tasks = [seed, seed + 1_000_003].map(
    (each): SumsTask => ({ ...given, size, seed: each, begin, end }),
  );
  const found = await Promise.all(tasks.map((task) => runWorker<Grouping>('./sums-worker.ts', task)));
  const [best] = found.sort((a, b) => b.objective - a.objective) as [Grouping, ...Grouping[]];
  return { groups: best.groups, objective: best.objective, bound: strongestMates(given, size) };
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
