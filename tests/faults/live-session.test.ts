import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findRunningUrls } from '#server/embedded-postgres/embedded-postgres.ts';
import { type Entry, judge } from './ledger.ts';
import { type Faults, runFaults } from './run-faults.ts';

let faults: Faults;
let client: Client;

beforeAll(async () => {
  faults = await runFaults({ app: 50, database: 20 });
  client = new Client({
    connectionString: findRunningUrls(faults.program.data)?.owner,
    options: '-c role=rondo_maintenance',
  });
  await client.connect();
}, 900_000);

afterAll(async () => {
  await client?.end();
  await faults?.program.end('SIGTERM');
});

test('nothing acknowledged is lost, nothing comes from nowhere, twice or in part, over 50 kills of the program and 20 of its database', async () => {
  expect(await judge(faults.entries, client, await faults.masterKey())).toMatchObject({
    lost: 0,
    ghost: 0,
    duplicate: 0,
    torn: 0,
  });
  expect(faults.entries.filter(({ acknowledged }) => acknowledged).length).toBeGreaterThan(70);
});

test('the judge would have seen each of these', async () => {
  const entry = faults.entries.find(({ acknowledged }) => acknowledged) as Entry;
  const inVain = async (statement: string) => {
    await client.query('BEGIN');
    await client.query(statement);
    const verdict = await judge(faults.entries, client, await faults.masterKey());
    await client.query('ROLLBACK');
    return verdict;
  };
  const words = `session_words WHERE id = '${entry.wordsId}'`;
  expect((await inVain(`DELETE FROM ${words}`)).lost).toBe(1);
  expect(
    await inVain(
      `INSERT INTO session_words SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(),
        'body', jsonb_build_object('kind', s.kind, 'text', '${entry.text}')))).* FROM session_words s WHERE s.id = '${entry.wordsId}'`,
    ),
  ).toMatchObject({ ghost: 1, duplicate: 1 });
  expect((await inVain(`DELETE FROM session_command WHERE command_id = '${entry.commandId}'`)).torn).toBe(1);
  expect((await inVain(`UPDATE session SET seq = seq + 1 WHERE id = '${entry.sessionId}'`)).torn).toBe(1);
});
