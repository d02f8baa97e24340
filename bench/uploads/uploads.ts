import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#server/free-port.ts';
import { arrangeRooms } from '../../tests/support/rooms.ts';
import { isWhole, makeRecording, uploadRecording } from '../../tests/support/upload-recording.ts';
import { openInstallation } from '../installation.ts';
import { cpuSeconds, residentMegabytes } from '../process-cost.ts';
import type { Benchmark } from '../run.ts';
import { table } from '../table.ts';

/** Bytes of one recording: three minutes of a calm screen. */
const length = 20 * 1024 * 1024;

export const benchmark: Benchmark = {
  summary: `Fifty people upload a recording of ${length / 1024 / 1024} MB each at once, while the program is killed and started again
twice on the way; afterwards each is read back and compared. Memory is that of the program, looked at every 100 ms; program,
database and senders share this machine.`,
  async run({ quick }) {
    const installation = await openInstallation();
    try {
      const count = quick ? 10 : 50;
      const rooms = await arrangeRooms(installation.database, { count: count / 5, size: 5 });
      const port = await freePort();
      const origin = () => `http://localhost:${port}`;
      let app = await installation.startRondo(port);
      const before = residentMegabytes(app);
      const recordings = rooms.flatMap(({ circleId, tokens }) =>
        tokens.map((token) => makeRecording(circleId, token, quick ? length / 10 : length)),
      );
      const all = recordings.reduce((sum, { bytes }) => sum + bytes.length, 0);
      const acknowledged = () => recordings.reduce((sum, each) => sum + each.acknowledged, 0) / all;
      const started = performance.now();
      let most = before;
      let used = 0;
      let kills = 0;
      let over = false;
      const watch = (async () => {
        while (!over) {
          most = Math.max(most, residentMegabytes(app));
          if (kills < 2 && acknowledged() > (kills + 1) / 3) {
            kills += 1;
            used += cpuSeconds(app);
            process.kill(app, 'SIGKILL');
            app = await installation.startRondo(port);
          }
          await pause(100);
        }
      })();
      const uploads = Promise.all(recordings.map((recording) => uploadRecording(origin, recording)));
      await uploads.finally(() => {
        over = true;
      });
      await watch;
      const seconds = (performance.now() - started) / 1000;
      used += cpuSeconds(app);
      let corrupted = 0;
      for (const recording of recordings) if (!(await isWhole(origin, recording))) corrupted += 1;
      const figures = {
        recordings: count,
        megabytes: Math.round(all / 1024 / 1024),
        seconds: Math.round(seconds * 10) / 10,
        cpu_s: Math.round(used * 10) / 10,
        memory_before_mb: before,
        memory_most_mb: most,
        kills,
        lost: recordings.reduce((sum, { takenBack }) => sum + takenBack, 0),
        corrupted,
      };
      console.log(table(Object.keys(figures), [Object.values(figures)]));
      console.log(
        '\nTargets: no more than 250 MB above what it begins with; nothing lost, nothing corrupted.',
      );
      return figures;
    } finally {
      await installation.stop();
    }
  },
};
