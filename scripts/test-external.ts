// Runs what touches the database against a PostgreSQL of this machine instead of the one from npm: a server of its own, on
// a free loopback port and a temporary folder, gone at the end. `POSTGRES_BIN` names the folder of its programs; words name
// some of the layers only: `npm run test:external -- access`.
import { spawn } from 'node:child_process';
import { startPostgres } from '../tests/support/start-postgres.ts';
import { findInstalled } from './test-run/installed-postgres.ts';

const installed = findInstalled();
if ('advice' in installed) {
  console.error(installed.advice);
  process.exit(2);
}

console.log(`- PostgreSQL ${installed.version} from ${installed.binaries}`);
const postgres = await startPostgres(installed.binaries).catch((error: Error) => {
  console.error(`It did not start: ${error.message}`);
  process.exit(1);
});
const words = process.argv.slice(2);
const layers = words.some((word) => !word.startsWith('--')) ? [] : ['slices', 'access', 'faults', 'journeys'];
const child = spawn(process.execPath, ['scripts/test.ts', ...layers, ...words], {
  stdio: 'inherit',
  env: { ...process.env, TEST_SUPERUSER_URL: postgres.superuserUrl },
});
// The tests are told to stop as well, by the terminal or here; the server is stopped after them in either case.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
child.once('exit', async (code) => {
  await postgres.stop();
  process.exit(code ?? 1);
});
