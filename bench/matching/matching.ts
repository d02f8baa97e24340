import { solveSums } from '../../src/cli/matching/solve-sums.ts';
import type { Benchmark } from '../run.ts';
import { table } from '../table.ts';
import { type InstanceKind, makeWeights } from './make-weights.ts';
import { pairPeers, peers } from './peers.ts';
import { measureProduct } from './product.ts';

type Instance = [InstanceKind, number];

const pairInstances: Instance[] = [200, 480, 1000, 2000].flatMap((count) => [
  ['coach', count] as Instance,
  ['ranreal', count] as Instance,
]);
/** Instance, size of groups, seconds. */
const groupRuns: [...Instance, number, number][] = [
  ['coach', 120, 4, 2],
  ['coach', 120, 4, 10],
  ['ranreal', 120, 4, 5],
  ['coach', 480, 4, 10],
  ['coach', 480, 4, 20],
  ['ranreal', 480, 4, 20],
  ['coach', 2000, 4, 20],
  ['ranreal', 2000, 4, 20],
  ['coach', 480, 3, 10],
  ['coach', 480, 5, 10],
  ['ranint', 300, 4, 5],
  ['geo', 301, 4, 5],
];

export const benchmark: Benchmark = {
  summary:
    'Pairs and groups with the greatest sum of weights, and circles of people; two cores, medians over seeds.',
  async run({ quick }) {
    const seeds = quick ? [1] : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const pairs = await measurePairs(quick ? pairInstances.slice(0, 4) : pairInstances);
    const groups = [];
    console.log(`\n${table(groupHeadings, [])}`);
    for (const run of quick ? groupRuns.slice(0, 3) : groupRuns) {
      const row = await measureGroups(run, seeds);
      console.log(table(groupHeadings, [Object.values(row)], false));
      groups.push(row);
    }
    const product = await measureProduct({ quick });
    return { pairs, groups, product };
  },
};

const groupHeadings = [
  'instance',
  'size',
  'seconds',
  'median sum',
  'gap to bound %',
  'best of others',
  'ahead %',
  'took',
];

async function measurePairs(instances: Instance[]) {
  const headings = ['pairs', 'sum', 'bound', 'seconds', 'optimum', "LEMON's s"];
  console.log(table(headings, []));
  const rows = [];
  for (const [kind, count] of instances) {
    const given = { count, weights: makeWeights(kind, count) };
    const started = performance.now();
    const { objective, bound } = await solveSums({ given, size: 2, seed: 1, end: Date.now() + 60_000 });
    const seconds = Math.round(performance.now() - started) / 1000;
    const peer = pairPeers[`${kind}${count}`];
    const row = {
      instance: `${kind}${count}`,
      sum: objective,
      bound,
      seconds,
      optimum: peer?.optimum,
      lemon: peer?.seconds,
    };
    console.log(table(headings, [Object.values(row).map((each) => each ?? '')], false));
    rows.push(row);
  }
  return rows;
}

async function measureGroups([kind, count, size, seconds]: [...Instance, number, number], seeds: number[]) {
  const given = { count, weights: makeWeights(kind, count) };
  const [sums, bounds, times]: [number[], number[], number[]] = [[], [], []];
  for (const seed of seeds) {
    const started = performance.now();
    const solved = await solveSums({ given, size, seed, end: Date.now() + seconds * 1000 });
    sums.push(solved.objective);
    bounds.push(solved.bound);
    times.push((performance.now() - started) / 1000);
  }
  const sum = median(sums);
  const peer = size === 4 ? peers[`${kind}${count}`] : undefined;
  // The better of the published bound and our own, both of which hold.
  const bound = Math.min(peer?.bound ?? Number.POSITIVE_INFINITY, ...bounds);
  const others = peer?.['best of others'];
  return {
    instance: `${kind}${count}`,
    size,
    seconds,
    sum,
    gap: (((bound - sum) / bound) * 100).toFixed(3),
    others: others ?? '',
    ahead: others === undefined ? '' : ((sum / others - 1) * 100).toFixed(2),
    took: Math.max(...times).toFixed(2),
  };
}

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
