import { solveSums } from '../../src/cli/matching/solve-sums.ts';
import type { Benchmark } from '../run.ts';
import { table } from '../table.ts';
import { type InstanceKind, makeWeights } from './make-weights.ts';
import { pairPeers, peers } from './peers.ts';
import { measureProduct } from './product.ts';
import { measureScale } from './scale.ts';

type Instance = [InstanceKind, number];

const pairInstances: Instance[] = [
  ...[200, 480, 1000, 2000].flatMap((count): Instance[] => [
    ['coach', count],
    ['ranreal', count],
  ]),
  ['ranint', 2000],
  ['geo', 2000],
];
interface GroupRun {
  instance: Instance;
  size: number;
  seconds: number;
  /** What is to be reached: a gap to the bound in percent, or a sum. */
  target?: { gap: number } | { sum: number };
}

const groupRuns: GroupRun[] = [
  { instance: ['coach', 120], size: 4, seconds: 2, target: { gap: 0.12 } },
  { instance: ['coach', 120], size: 4, seconds: 10, target: { gap: 0.08 } },
  { instance: ['ranreal', 120], size: 4, seconds: 5, target: { gap: 1 } },
  { instance: ['coach', 480], size: 4, seconds: 10, target: { gap: 0.55 } },
  { instance: ['coach', 480], size: 4, seconds: 20, target: { gap: 0.35 } },
  { instance: ['ranreal', 480], size: 4, seconds: 20, target: { gap: 2.5 } },
  { instance: ['coach', 2000], size: 4, seconds: 20, target: { sum: 18_700_000 } },
  { instance: ['ranreal', 2000], size: 4, seconds: 20, target: { sum: 288_500_000 } },
  { instance: ['coach', 480], size: 3, seconds: 10 },
  { instance: ['coach', 480], size: 5, seconds: 10 },
  { instance: ['ranint', 302], size: 4, seconds: 5 },
  { instance: ['geo', 301], size: 4, seconds: 5 },
];

export const benchmark: Benchmark = {
  summary:
    'Pairs and groups with the greatest sum of weights, and circles of people; two cores, medians over seeds.',
  async run({ quick, only, seeds = quick ? 1 : 10 }) {
    const asked = (part: string, name: string) =>
      only === undefined || part.startsWith(only) || name.startsWith(only);
    const nameOf = ([kind, count]: Instance) => `${kind}${count}`;
    const pairRuns = quick ? pairInstances.slice(0, 4) : pairInstances;
    const pairs = await measurePairs(pairRuns.filter((each) => asked('pairs', nameOf(each))));
    const groups = [];
    console.log(`\n${table(groupHeadings, [])}`);
    for (const run of quick ? groupRuns.slice(0, 3) : groupRuns) {
      if (!asked('groups', nameOf(run.instance))) continue;
      const row = await measureGroups(run, seeds);
      console.log(table(groupHeadings, [Object.values(row)], false));
      groups.push(row);
    }
    const product = asked('product', 'product') ? await measureProduct({ quick, seeds }) : [];
    const scale = asked('scale', 'scale') && !quick ? await measureScale() : [];
    return { pairs, groups, product, scale };
  },
};

const groupHeadings = [
  'instance',
  'size',
  'seconds',
  'median sum',
  'worst sum',
  'bound',
  'median gap %',
  'target',
  'reached',
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

async function measureGroups({ instance, size, seconds, target }: GroupRun, seeds: number) {
  const [kind, count] = instance;
  const given = { count, weights: makeWeights(kind, count) };
  const [sums, bounds, times]: [number[], number[], number[]] = [[], [], []];
  for (let seed = 1; seed <= seeds; seed++) {
    const started = performance.now();
    const solved = await solveSums({ given, size, seed, end: Date.now() + seconds * 1000 });
    sums.push(solved.objective);
    bounds.push(solved.bound);
    times.push((performance.now() - started) / 1000);
  }
  const sum = median(sums);
  const peer = size === 4 ? peers[`${kind}${count}`] : undefined;
  // Ours, unless the published one is better; both hold.
  const bound = Math.min(peer?.bound ?? Number.POSITIVE_INFINITY, ...bounds);
  // Targets are set against the published bound where there is one.
  const gap = (1 - sum / bound) * 100;
  const asked = 1 - sum / (peer?.bound ?? bound);
  const others = peer?.['best of others'];
  return {
    instance: `${kind}${count}`,
    size,
    seconds,
    sum,
    worst: Math.min(...sums),
    bound,
    gap: gap.toFixed(3),
    target: target === undefined ? '' : 'gap' in target ? `${target.gap} %` : String(target.sum),
    reached:
      target === undefined
        ? ''
        : ('gap' in target ? asked * 100 <= target.gap : sum >= target.sum)
          ? 'yes'
          : 'no',
    others: others ?? '',
    ahead: others === undefined ? '' : ((sum / others - 1) * 100).toFixed(2),
    took: Math.max(...times).toFixed(2),
  };
}

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
