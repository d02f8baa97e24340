import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cannotWrite } from '../src/cli/matching/cannot-write.ts';

/** What a run was asked for on the command line. */
export interface BenchmarkOptions {
  quick: boolean;
  /** Only parts whose name begins so; benchmarks without parts leave it alone. */
  only?: string;
  /** How many seeds are tried where chance plays a part. */
  seeds?: number;
}

/** A benchmark prints its table and returns the figures that `--json` writes. */
export interface Benchmark {
  summary: string;
  run(options: BenchmarkOptions): Promise<unknown>;
}

const benchmarks: Record<string, () => Promise<{ benchmark: Benchmark }>> = {
  live: () => import('./live/live.ts'),
  pages: () => import('./pages/pages.ts'),
  matching: () => import('./matching/matching.ts'),
  board: () => import('./board/board.ts'),
  sealing: () => import('./sealing/sealing.ts'),
  rounds: () => import('./rounds/rounds.ts'),
  uploads: () => import('./uploads/uploads.ts'),
  faults: () => import('./faults/faults.ts'),
  start: () => import('./start/start.ts'),
};

const { values, positionals } = readArguments();
const [name, tooMuch] = positionals;
const load = benchmarks[name ?? ''];
if (name !== undefined && !load)
  refuse(`There is no benchmark "${name}"; there are ${Object.keys(benchmarks).join(', ')}.`);
if (tooMuch !== undefined) refuse(`One benchmark at a time: "${tooMuch}" is too much.`);
if (values.help || !load) {
  console.log(`npm run bench -- NAME [--json FILE] [--quick] [--only PART] [--seeds N]\n\nNAME is one of: ${Object.keys(benchmarks).join(', ')}.
--json FILE  also writes the figures
--quick      a short run, to see that it works; its figures mean little
--only PART  of matching: pairs, groups, product, scale, or an instance such as coach480
--seeds N    of matching: so many seeds instead of ten`);
  process.exit(values.help ? 0 : 2);
}
const seeds = values.seeds === undefined ? undefined : Number(values.seeds);
if (seeds !== undefined && !(Number.isInteger(seeds) && seeds > 0))
  refuse('--seeds takes a whole number from 1.');
const inTheWay = values.json === undefined ? undefined : cannotWrite(values.json);
if (inTheWay) refuse(inTheWay);
const { benchmark } = await load();
console.log(`${benchmark.summary}\n`);
const figures = await benchmark.run({
  quick: values.quick,
  ...(values.only === undefined ? {} : { only: values.only }),
  ...(seeds === undefined ? {} : { seeds }),
});
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
process.exit(0);

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'string' },
        quick: { type: 'boolean', default: false },
        only: { type: 'string' },
        seeds: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (problem) {
    return refuse((problem as Error).message);
  }
}

function refuse(sentence: string): never {
  console.error(`${sentence}\nnpm run bench -- --help says what there is.`);
  process.exit(2);
}
