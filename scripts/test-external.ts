// Runs what touches the database against Debian's PostgreSQL instead of the embedded one.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { startPostgres } from '../tests/support/start-postgres.ts';

const installed = '/usr/lib/postgresql';
const versions = existsSync(installed)
  ? readdirSync(installed)
      .map(Number)
      .filter((version) => version >= 15)
  : [];
if (versions.length === 0) {
  console.error(
    'There is no PostgreSQL 15 or newer on this machine. On Debian or Ubuntu: sudo apt-get install postgresql, then run this again.',
  );
  process.exit(2);
}

const version = Math.max(...versions);
console.log(`- PostgreSQL ${version} from ${installed}`);
const postgres = await startPostgres(`${installed}/${version}/bin`);
const { status } = spawnSync(
  process.execPath,
  ['scripts/test.ts', 'slices', 'access', 'journeys', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, TEST_SUPERUSER_URL: postgres.superuserUrl },
  },
);
await postgres.stop();
process.exit(status ?? 1);
