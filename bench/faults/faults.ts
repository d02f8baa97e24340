import { rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { runFaults } from '../../tests/faults/run-faults.ts';
import type { Benchmark } from '../run.ts';
import { table } from '../table.ts';

interface Recovery {
  killed: 'program' | 'database';
  kills: number;
  median_ms: number;
  worst_ms: number;
}

export const benchmark: Benchmark = {
  summary:
    'A live session with five members who write without pause, killed with SIGKILL: until a member’s command is acknowledged again.',
  async run({ quick }) {
    const { afterApp, afterDatabase, program } = await runFaults(
      quick ? { app: 2, database: 1 } : { app: 10, database: 5 },
    );
    await program.end('SIGTERM');
    rmSync(program.data, { recursive: true, force: true });
    const recovery = [summarise('program', afterApp), summarise('database', afterDatabase)];
    const rows = recovery.map(({ killed, kills, median_ms, worst_ms }) => [
      killed,
      kills,
      median_ms,
      worst_ms,
    ]);
    console.log(table(['killed', 'kills', 'median ms', 'worst ms'], rows));
    return { recovery, load_average: loadavg()[0] };
  },
};

function summarise(killed: Recovery['killed'], taken: number[]): Recovery {
  const sorted = taken.map(Math.round).sort((one, other) => one - other);
  return {
    killed,
    kills: sorted.length,
    median_ms: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    worst_ms: sorted.at(-1) ?? Number.NaN,
  };
}
