import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluations } from '../../src/core/matching/allowance.ts';
import { matchCircles } from '../../src/core/matching/circles/match-circles.ts';
import { usualCommonHalfHours, usualWeights } from '../../src/core/matching/circles/round.ts';
import { table } from '../table.ts';
import { brokenCircles } from './broken-circles.ts';
import { makePeople } from './make-people.ts';
import { madePeople } from './product.ts';

/** People, seconds asked for, and the targets: seconds and megabytes. */
const runs = [
  { people: 20_000, seconds: 57, most: '60 s, 2,048 MB' },
  { people: 100_000, seconds: 112, most: '120 s, 4,096 MB' },
];
const headings = [
  'people',
  'asked s',
  'wall s',
  'CPU s',
  'MB',
  'target',
  'value',
  'greedy',
  'above %',
  'broken',
  'unplaced',
];

/** Thousands of people by the command itself, with reading and writing; what comes out is checked from the file. */
export async function measureScale() {
  console.log(`\n${table(headings, [])}`);
  const folder = mkdtempSync(join(tmpdir(), 'rondo-bench-'));
  const rows = [];
  for (const { people: count, seconds, most } of runs) {
    const [file, out] = [join(folder, `${count}.json`), join(folder, `${count}-circles.json`)];
    const people = makePeople(count, 7);
    writeFileSync(file, JSON.stringify(people));
    const ran = await runCommand(['match', file, '--size', '4', '--seconds', String(seconds), '--json', out]);
    const { circles, unplaced, objective } = JSON.parse(readFileSync(out, 'utf8')) as Written;
    const round = {
      people: madePeople(count),
      size: 4,
      commonHalfHours: usualCommonHalfHours,
      weights: usualWeights,
      seed: 1,
    };
    const greedy = matchCircles(round, evaluations(0)).value;
    const row = {
      people: count,
      asked: seconds,
      wall: ran.seconds.toFixed(1),
      cpu: ran.cpu.toFixed(1),
      megabytes: Math.round(ran.megabytes),
      most,
      value: objective.toFixed(1),
      greedy: greedy.toFixed(1),
      above: ((objective / greedy - 1) * 100).toFixed(2),
      broken: brokenCircles(people, circles, usualCommonHalfHours).length,
      unplaced: unplaced.length,
    };
    console.log(table(headings, [Object.values(row)], false));
    rows.push(row);
  }
  rmSync(folder, { recursive: true });
  return rows;
}

interface Written {
  circles: string[][];
  unplaced: unknown[];
  objective: number;
}

/** Runs the program to its end; the most memory it had and its CPU time are read from /proc while it runs. */
async function runCommand(args: string[]): Promise<{ seconds: number; cpu: number; megabytes: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, ['src/cli/rondo.ts', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let [megabytes, cpu] = [0, 0];
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      megabytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      cpu = (Number(stat[11]) + Number(stat[12])) / 100;
    } catch {
      // It has just ended.
    }
  }, 200);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`rondo ${args.join(' ')} ended with ${code}.`);
  return { seconds: (performance.now() - started) / 1000, cpu, megabytes };
}
