import { Client } from 'pg';
import { afterEach, expect, test } from 'vitest';
import { findRunningUrls } from '#server/embedded-postgres/embedded-postgres.ts';
import { newId } from '#server/ids.ts';
import {
  findPostmaster,
  newDataFolder,
  type Program,
  startProgram,
  untilEnded,
  untilHealthy,
} from '../support/program.ts';

const programs: Program[] = [];

async function start(data: string, environment: Record<string, string> = {}): Promise<Program> {
  const program = await startProgram(data, environment);
  programs.push(program);
  return program;
}

afterEach(async () => {
  for (const program of programs.splice(0)) {
    await program.end('SIGTERM');
    const left = findPostmaster(program.data);
    if (left) process.kill(left, 'SIGINT');
  }
});

/** Commits one organisation as the program would and returns its id: what was acknowledged must be found again. */
async function acknowledge(data: string): Promise<string> {
  const id = newId();
  await withDatabase(data, (client) =>
    client.query("SELECT create_organisation($1, 'Lantern Works', false)", [id]),
  );
  return id;
}

async function withDatabase<T>(data: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: findRunningUrls(data)?.app });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function isThere(data: string, organisation: string): Promise<boolean> {
  return withDatabase(data, async (client) => {
    await client.query("SELECT set_config('rondo.organisation', $1, false)", [organisation]);
    const { rowCount } = await client.query('SELECT 1 FROM organisation WHERE id = $1', [organisation]);
    return rowCount === 1;
  });
}

test('a killed program leaves its database behind; the next start stops it in order and loses nothing', async () => {
  const data = newDataFolder();
  const first = await start(data);
  await untilHealthy(first);
  const kept = await acknowledge(data);
  await first.end('SIGKILL');
  const orphan = findPostmaster(data);
  // Without an orphan this test would prove nothing.
  expect(orphan).toBeDefined();

  const second = await start(data);
  await untilHealthy(second);
  expect(findPostmaster(data)).not.toBe(orphan);
  expect(await isThere(data, kept)).toBe(true);
  expect(await isThere(data, newId())).toBe(false);
});

test('a second program on the same data says so and ends, and the first goes on', async () => {
  const data = newDataFolder();
  const first = await start(data);
  await untilHealthy(first);
  const postmaster = findPostmaster(data);

  const second = await start(data);
  expect(await untilEnded(second)).toBe(1);
  expect(second.said()).toContain(`Another Rondo is running on ${data}`);
  expect(findPostmaster(data)).toBe(postmaster);
  await untilHealthy(first);

  // The refusal is about the data, not about a second program as such.
  await untilHealthy(await start(newDataFolder()));
});

test('a killed database is started again and the program goes on with everything that was acknowledged', async () => {
  const data = newDataFolder();
  const program = await start(data);
  await untilHealthy(program);
  const kept = await acknowledge(data);
  const killed = findPostmaster(data) as number;
  process.kill(killed, 'SIGKILL');

  await expect
    .poll(() => findPostmaster(data), { timeout: 30_000 })
    .toSatisfy((pid) => pid && pid !== killed);
  await untilHealthy(program);
  expect(await isThere(data, kept)).toBe(true);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s stops program and database in order',
  async (signal) => {
    const data = newDataFolder();
    const program = await start(data);
    await untilHealthy(program);
    expect(findPostmaster(data)).toBeDefined();
    expect(await program.end(signal)).toEqual({ code: 0, signal: null });
    expect(findPostmaster(data)).toBeUndefined();
  },
);

test('plain http to other machines says what it costs at each start', async () => {
  const cost = /ALLOW_HTTP=1 .*everybody on the way can read/;
  const open = await start(newDataFolder(), { ALLOW_HTTP: '1' });
  await untilHealthy(open);
  expect(open.said()).toMatch(cost);
  await open.end('SIGTERM');
  const closed = await start(newDataFolder());
  await untilHealthy(closed);
  expect(closed.said()).not.toMatch(cost);
});

test('an environment that does not fit is refused with every problem at once', async () => {
  const program = await start(newDataFolder(), { LOG_LEVEL: 'loud', HOST: '0.0.0.0' });
  expect(await untilEnded(program)).toBe(1);
  expect(program.said()).toMatch(/LOG_LEVEL/);
  expect(program.said()).toMatch(/ALLOW_HTTP/);
});
