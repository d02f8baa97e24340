import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '#server/database.ts';
import { readMasterKey } from '#server/vault/master-key.ts';
import { arrangeCrowd, type Crowd } from '../support/crowd.ts';
import { newDataFolder, type Program, startProgram, untilHealthy } from '../support/program.ts';
import { useProgramDatabase } from '../support/program-database.ts';

const own = useProgramDatabase();
let program: Program;
let crowd: Crowd;

beforeAll(async () => {
  program = await startProgram(newDataFolder(), own.environment());
  await untilHealthy(program);
  // So many that nobody is ready before the server is killed.
  crowd = await inDatabase((database) => arrangeCrowd(database, 600));
}, 120_000);

afterAll(async () => {
  await program?.end('SIGTERM');
});

async function inDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const urls = own.urls(program.data);
  const database = openDatabase(urls, { masterKey: () => readMasterKey({ RONDO_DATA: program.data }) });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function press(action: string): Promise<number> {
  const { status } = await fetch(`${program.origin}/rounds/${crowd.roundId}?/${action}`, {
    method: 'POST',
    headers: {
      cookie: `rondo=${crowd.token}`,
      origin: program.origin,
      'content-type': 'application/x-www-form-urlencoded',
      // A form without script is answered with the page; its status says what came of it.
      accept: 'text/html',
    },
    redirect: 'manual',
  });
  return status;
}

const solves = () =>
  inDatabase((database) =>
    database.asMaintenance((tx) =>
      tx.selectFrom('round_solve').selectAll().where('round_id', '=', crowd.roundId).execute(),
    ),
  );
/** Everything of the round but the solve. */
const round = () =>
  inDatabase((database) =>
    database.asMaintenance(async (tx) => ({
      round: await tx
        .selectFrom('matching_round')
        .selectAll()
        .where('id', '=', crowd.roundId)
        .executeTakeFirst(),
      answers: await tx
        .selectFrom('round_answer')
        .selectAll()
        .where('round_id', '=', crowd.roundId)
        .orderBy('person_id')
        .execute(),
      circles: await tx.selectFrom('round_circle').selectAll().execute(),
      notices: await tx.selectFrom('person_notice').selectAll().where('kind', 'like', 'round-%').execute(),
    })),
  );

/** When whoever is at it showed a sign of life. */
const seen = (at: Date) =>
  inDatabase((database) =>
    database.asMaintenance((tx) => tx.updateTable('round_solve').set({ seen_at: at }).execute()),
  );

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (await what()) return;
    await pause(100);
  }
  throw new Error('it never came to that');
}

test('a server that is killed in the middle of a solve leaves the round as it was, and starting again does not count', async () => {
  const before = await round();
  expect(before.answers).toHaveLength(600);
  expect(await press('solve')).toBeLessThan(400);
  await until(async () => ((await solves())[0]?.progress ?? 0) > 0);
  await program.end('SIGKILL');
  program = await startProgram(program.data, own.environment());
  await untilHealthy(program);

  expect(await round()).toEqual(before);
  const [killed] = await solves();
  // Without this the server would have been killed too late, and the test would prove nothing.
  expect(killed).toMatchObject({ number: 1, finished_at: null, result: null });

  // Somebody else may still be at it, for all that is known, until it has shown nothing for a while.
  await seen(new Date());
  expect(await press('solve')).toBe(409);
  await seen(new Date(Date.now() - 60_000));
  const page = await fetch(`${program.origin}/rounds/${crowd.roundId}`, {
    headers: { cookie: `rondo=${crowd.token}` },
  });
  expect(await page.text()).toContain('starting again does not count twice');
  expect(await press('solve')).toBeLessThan(400);
  await until(async () => (await solves())[0]?.finished_at !== null);
  const again = await solves();
  expect(again.map(({ number }) => number)).toEqual([1]);
  expect(JSON.stringify(again[0]?.result)).toContain(crowd.people[0]);
  expect(await round()).toEqual(before);
}, 300_000);
