import { Client } from 'pg';
import { expect, test } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import { freePort } from './free-port.ts';
import { databaseProblem, tryDatabase } from './try-database.ts';

const database = useDatabase();

/** The address of the test's database with something changed. */
function changed(change: (url: URL) => void): string {
  const url = new URL(database.ownerUrl);
  change(url);
  return url.href;
}

const attempt = (owner: string) => tryDatabase({ DATABASE_OWNER_URL: owner, DATABASE_URL: database.appUrl });

test('a database that answers to both roles is taken', async () => {
  expect(await attempt(database.ownerUrl)).toEqual({ app: database.appUrl, owner: database.ownerUrl });
  expect(await tryDatabase({ DATABASE_URL: undefined, DATABASE_OWNER_URL: undefined })).toBeUndefined();
});

test('a database that cannot be reached is told by the variable that names it, without its password', async () => {
  const port = await freePort();
  const closed = changed((url) => {
    url.port = String(port);
    url.password = 'hidden-word';
  });
  await expect(attempt(closed)).rejects.toThrow(
    `DATABASE_OWNER_URL does not serve: nothing listens at 127.0.0.1:${port}`,
  );
  await expect(attempt(closed)).rejects.not.toThrow(/hidden-word/);
});

test.each([
  ['140011', '14.11', false],
  ['150000', '15.0', true],
])(
  'a PostgreSQL that says it is %s is refused by its version where it is older than 15',
  async (number, version, fits) => {
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    // The real server, whose answer to the question about its version is looked for here first.
    await client.query(`CREATE SCHEMA says_${number}`);
    await client.query(
      `CREATE FUNCTION says_${number}.current_setting(text) RETURNS text LANGUAGE sql AS
    $$ SELECT CASE $1 WHEN 'server_version_num' THEN '${number}' ELSE '${version}' END $$`,
    );
    await client.end();
    const older = changed((url) => {
      url.searchParams.set('options', `-c search_path=says_${number},pg_catalog`);
    });
    if (fits) return expect(await attempt(older)).toBeDefined();
    await expect(attempt(older)).rejects.toThrow(
      `DATABASE_OWNER_URL leads to PostgreSQL ${version}, which is too old; 15 is the oldest that fits.`,
    );
  },
);

test('a database that is not there is named', async () => {
  const none = changed((url) => {
    url.pathname = '/nowhere';
  });
  await expect(attempt(none)).rejects.toThrow(/has no database nowhere/);
});

test.each([
  ['28P01', 'password authentication failed', /refuses the password of mara/],
  ['ENOTFOUND', 'getaddrinfo', /no address is known for db\.example/],
  ['', 'timeout expired', /db\.example:5432 does not answer/],
  ['XX000', 'something else', /does not serve: something else/],
])('%s is told as a sentence', (code, message, sentence) => {
  const cause = Object.assign(new Error(message), { code });
  expect(databaseProblem('DATABASE_URL', 'postgres://mara:word@db.example/rondo', cause).message).toMatch(
    sentence,
  );
});
