// Writes src/server/schema.generated.ts from the migrations, by way of a throw-away database.
import { spawnSync } from 'node:child_process';
import { Client } from 'pg';
import { migrate } from '../src/server/migrate.ts';
import { startPostgres } from '../tests/support/start-postgres.ts';

const out = 'src/server/schema.generated.ts';
const postgres = await startPostgres();
try {
  const client = new Client({ connectionString: postgres.superuserUrl });
  await client.connect();
  await client.query("CREATE ROLE rondo_login LOGIN PASSWORD 'test'");
  await client.end();
  const folder = new URL('../migrations/', import.meta.url);
  await migrate({ ownerUrl: postgres.superuserUrl, appUser: 'rondo_login', folder });
  const codegen = [
    'node_modules/kysely-codegen/dist/cli/bin.js',
    '--dialect',
    'postgres',
    '--url',
    postgres.superuserUrl,
  ];
  const choices = [
    '--out-file',
    out,
    '--default-schema',
    'public',
    '--include-pattern',
    'public.*',
    // The runner's own ledger, which it reads without these types.
    '--exclude-pattern',
    'public.schema_migration',
    '--camel-case=false',
    // A date has no time zone; `database.ts` has the driver give it as text.
    '--date-parser',
    'string',
  ];
  const { status } = spawnSync(process.execPath, [...codegen, ...choices], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  await postgres.stop();
}
