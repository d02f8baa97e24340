import type { BoundedGroups } from '#core/matching/bound/bounded-groups.ts';
import { bestPairs } from '#core/matching/pairs/best-pairs.ts';
import { pairsAndThree } from '#core/matching/pairs/pairs-and-three.ts';
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
  /** Instead of time: so many evaluations on each of two threads. */
  budget?: number;
}

/** Milliseconds for each two people, for what a search for pairs does when it is told that time is up. */
const closing = 0.000_02;

/**
 * Groups with the greatest sum of pair weights: pairs exactly, larger ones by two searches on two cores. The searches know
 * nothing of each other, so with a budget instead of time the answer is always the same.
 */
export async function solveSums({ given, size, seed, end, budget }: SumsRequest): Promise<SolvedSums> {
  const last = end - given.count ** 2 * closing;
  const timeIsUp = () => budget === undefined && Date.now() > last;
  if (size === 2 && given.count % 2 === 0) {
    const pairing = bestPairs(given, timeIsUp);
    return pairsOf(given, pairing.mate, pairing.bound);
  }
  if (size === 2 && given.count > 3) return pairsAndThree(given, timeIsUp);
  const task = { ...given, size, begin: Date.now(), end, ...(budget === undefined ? {} : { budget }) };
  const search = (task: SumsTask) => runWorker<BoundedGroups>('./sums-worker.ts', task);
  const [searched, proven] = await Promise.all([
    search({ ...task, seed, proving: false }),
    search({ ...task, seed: seed + 1_000_003, proving: true }),
  ]);
  const { groups, objective } = searched.objective >= proven.objective ? searched : proven;
  return { groups, objective, bound: Math.max(objective, proven.bound) };
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
