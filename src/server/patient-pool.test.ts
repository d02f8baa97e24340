import type { Pool } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import { makeDatabaseWay } from '../../tests/support/database-way.ts';
import { makePool } from './database.ts';
import { waitForDatabase } from './patient-pool.ts';

const database = useDatabase();

async function closedWay() {
  const way = await makeDatabaseWay(database.ownerUrl, (near, far) => near.pipe(far).pipe(near));
  onTestFinished(way.close);
  return { ...way, url: way.through(database.ownerUrl) };
}

function patient(url: string, stopping = new AbortController().signal): Pool {
  const pool = waitForDatabase(makePool(url, 2), stopping);
  onTestFinished(() => pool.end());
  return pool;
}

const complete = { name: 'complete_job/test', text: 'SELECT pg_sleep(0.4), 7 AS done', values: [] };

test('a connection is waited for until the database is there', async () => {
  const way = await closedWay();
  const asked = patient(way.url).connect();
  await way.open();
  const client = await asked;
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  client.release();
});

test('what says how a job ended is said again where its connection breaks, and anything else fails', async () => {
  const way = await closedWay();
  await way.open();
  const pool = patient(way.url);
  const clients = await Promise.all([pool.connect(), pool.connect()]);
  const [said, other] = clients.map((client, at) => client.query(at === 0 ? complete : complete.text));
  const failed = expect(other).rejects.toThrow(/terminated/);
  setTimeout(way.close, 100);
  setTimeout(way.open, 300);
  await failed;
  expect((await said)?.rows).toMatchObject([{ done: 7 }]);
  for (const client of clients) client.release();
});

test('what the database itself refuses is not asked again, and nothing waits while the program stops', async () => {
  const way = await closedWay();
  await way.open();
  const client = await patient(way.url).connect();
  await expect(client.query({ ...complete, text: 'SELECT 1 / 0' })).rejects.toThrow(/division by zero/);
  client.release();
  way.close();
  const stopping = new AbortController();
  const asked = patient(way.url, stopping.signal).connect();
  stopping.abort();
  await expect(asked).rejects.toThrow(/ECONNREFUSED/);
});
