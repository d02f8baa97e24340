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
