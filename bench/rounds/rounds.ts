import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#server/free-port.ts';
import { arrangeCrowd, type Crowd } from '../../tests/support/crowd.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { cpuSeconds } from '../process-cost.ts';
import type { Benchmark } from '../run.ts';
import { percentile, table } from '../table.ts';
import { askSteadily } from './ask-steadily.ts';

interface Row {
  meanwhile: string;
  requests: number;
  seconds: number;
  p50_ms: number;
  p99_ms: number;
  longest_ms: number;
  app_cpu: number;
}

/** Requests a second, spread evenly, whether or not the one before was answered. */
const rate = 25;

export const benchmark: Benchmark = {
  summary: `Pages while a round of 2,000 people is being solved beside them: ${rate} requests a second over the home page, the
list of rounds, the round's page and the library, from when each was due until its last byte; program, database and load share
this machine. The same without a round being solved, before and after, is the baseline.`,
  async run({ quick }) {
    const installation = await openInstallation();
    try {
      const crowd = await arrangeCrowd(installation.database, quick ? 400 : 2000);
      await installation.analyse();
      const port = await freePort();
      const app = await installation.startRondo(port);
      const seconds = quick ? 5 : 20;
      const paths = ['/', '/rounds', `/rounds/${crowd.roundId}`, '/library'];
      const load = { port, token: crowd.token, paths, rate };
      await askSteadily(load, () => pause(5_000));
      const rows: Row[] = [];
      const measure = async (meanwhile: string, until: () => Promise<unknown>) => {
        const before = cpuSeconds(app);
        const started = performance.now();
        const taken = await askSteadily(load, until);
        const lasted = (performance.now() - started) / 1000;
        const row = {
          meanwhile,
          requests: taken.length,
          seconds: Math.round(lasted * 10) / 10,
          p50_ms: percentile(taken, 50),
          p99_ms: percentile(taken, 99),
          longest_ms: percentile(taken, 100),
          app_cpu: Math.round(((cpuSeconds(app) - before) / lasted) * 100) / 100,
        };
        rows.push(row);
        console.log(table(headings, [Object.values(row)], rows.length === 1));
      };
      await measure('nothing', () => pause(seconds * 1000));
      const solves = quick ? 1 : 3;
      for (let solve = 1; solve <= solves; solve++)
        await measure(`solve ${solve}`, () => solveOnce(installation, { port, crowd, number: solve }));
      await measure('nothing', () => pause(seconds * 1000));
      return { rate, people: crowd.people.length, rows, load_average: loadavg()[0] };
    } finally {
      await installation.stop();
    }
  },
};

const headings = ['meanwhile', 'requests', 'seconds', 'p50 ms', 'p99 ms', 'longest ms', 'app CPU'];

/** Presses the button as the organiser does, and waits until the proposal is there. */
async function solveOnce(
  { database }: Installation,
  { port, crowd, number }: { port: number; crowd: Crowd; number: number },
): Promise<void> {
  const origin = `http://localhost:${port}`;
  const answer = await fetch(`${origin}/rounds/${crowd.roundId}?/solve`, {
    method: 'POST',
    headers: { cookie: `rondo=${crowd.token}`, origin, 'content-type': 'application/x-www-form-urlencoded' },
    redirect: 'manual',
  });
  if (answer.status >= 400) throw new Error(`asking for a solve was answered with ${answer.status}`);
  await answer.text();
  for (;;) {
    await pause(100);
    const row = await database.asMaintenance((tx) =>
      tx
        .selectFrom('round_solve')
        .select('finished_at')
        .where('round_id', '=', crowd.roundId)
        .where('number', '=', number)
        .executeTakeFirst(),
    );
    if (row?.finished_at) return;
  }
}
