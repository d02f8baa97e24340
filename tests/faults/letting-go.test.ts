import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishStory } from '#features/sharing/use-cases/publish-story.ts';
import { type Database, openDatabase } from '#server/database.ts';
import { readMasterKey } from '#server/vault/master-key.ts';
import { newDataFolder, type Program, startProgram, untilHealthy } from '../support/program.ts';
import { useProgramDatabase } from '../support/program-database.ts';
import { arrangeRooms } from '../support/rooms.ts';
import {
  expected,
  findBelongings,
  nothingOf,
  onDisk,
  type Planted,
  plantEntries,
  plantPictures,
  plantRecordings,
  without,
} from './belongings.ts';

const own = useProgramDatabase();
const day = 86_400_000;
const from = (days: number) => new Date(Date.now() + days * day);
let program: Program;
let database: Database;
/** Who is erased, and somebody beside her who must lose nothing. */
let mara: Planted & { token: string };
let ilya: Planted;
let sessionId = '';

beforeAll(async () => {
  program = await startProgram(newDataFolder(), own.environment());
  await untilHealthy(program);
  const { data } = program;
  database = opened(data);
  const [room] = await arrangeRooms(database, { count: 1, size: 2 });
  if (!room) throw new Error('no room');
  sessionId = room.sessionId;
  const people = await database.asMaintenance((tx) =>
    tx
      .selectFrom('membership')
      .select(['organisation_id as organisationId', 'person_id as personId'])
      .where('circle_id', '=', room.circleId)
      .orderBy('seat')
      .execute(),
  );
  const [first, second] = people;
  if (!first || !second) throw new Error('nobody sits there');
  mara = { ...nothingOf(first, room.circleId), token: room.tokens[0] ?? '' };
  ilya = nothingOf(second, room.circleId);
  for (const each of [mara, ilya]) {
    await plantEntries(database, each, { count: 5, changedAt: new Date() });
    await plantRecordings(database, data, each, { count: 3, pieces: 20, until: from(9) });
    await plantPictures(database, data, each, each === mara ? 800 : 3);
  }
}, 120_000);

afterAll(async () => {
  await database?.close();
  await program?.end('SIGTERM');
});

const opened = (data: string) =>
  openDatabase(own.urls(data), { masterKey: () => readMasterKey({ RONDO_DATA: data }) });

const found = (whose: Planted) => findBelongings(database, program.data, whose);

async function asOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: own.urls(program.data).owner });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const runJob = (name: string) =>
  asOwner((client) => client.query('SELECT graphile_worker.add_job($1)', [name]));

async function until(what: () => boolean | Promise<boolean>, tries = 600, milliseconds = 50): Promise<void> {
  for (let round = 0; round < tries; round += 1) {
    if (await what()) return;
    await pause(milliseconds);
  }
  throw new Error('it never came to that');
}

async function startAgain(): Promise<void> {
  program = await startProgram(program.data, own.environment());
  await untilHealthy(program);
  // Its server may have been started anew with it.
  await database.close();
  database = opened(program.data);
}

/** Kills the program while a statement that begins so waits for a row that somebody else holds. */
async function killWhileItWaits(row: string, statement: string, begin: () => unknown): Promise<void> {
  await asOwner(async (holder) => {
    await holder.query('BEGIN');
    await holder.query('SET LOCAL ROLE rondo_maintenance');
    await holder.query(row);
    begin();
    // From outside that transaction, which would see the same again and again.
    const waiting = () =>
      asOwner(async (looker) => {
        const { rows } = await looker.query(
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE $1`,
          [`%${statement}%`],
        );
        return rows.length > 0;
      });
    await until(waiting);
    await program.end('SIGKILL');
    await holder.query('ROLLBACK');
    // What it had asked for ends with its connection.
    await until(async () => !(await waiting()));
  });
}

/** Kills the program as soon as the first of these files is gone. */
async function killOnceSomeAreGone(files: string[], begin: () => unknown): Promise<void> {
  begin();
  await until(() => onDisk(program.data, files).length < files.length, 20_000, 1);
  await program.end('SIGKILL');
  // Otherwise it would have been killed too late, and the test would prove nothing.
  expect(onDisk(program.data, files).length).toBeGreaterThan(0);
}

/** She presses the button; nobody waits for the answer. */
function erase(): void {
  const { origin } = program;
  fetch(`${origin}/me/erase`, {
    method: 'POST',
    headers: {
      cookie: `rondo=${mara.token}`,
      origin,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
    },
    body: new URLSearchParams({ name: 'Mara' }),
    redirect: 'manual',
  }).catch(() => undefined);
}

/** Somebody wants what they receive kept for half a year, and was thanked then. Returns the id of the words. */
async function receiveThanks({ actor: { organisationId, personId } }: Planted, at: Date): Promise<string> {
  const id = crypto.randomUUID();
  const body = JSON.stringify({ kind: 'thanks', text: 'For waiting.' });
  await database.asMaintenance(async (tx) => {
    await sql`INSERT INTO retention_choice (organisation_id, person_id, kind, months)
      VALUES (${organisationId}, ${personId}, 'received', 6)`.execute(tx);
    await sql`INSERT INTO session_words
        (organisation_id, id, session_id, kind, author_id, subject_id, audience, body, created_at, released_at)
      VALUES (${organisationId}, ${id}, ${sessionId}, 'thanks', ${mara.actor.personId}, ${personId}, 'session', ${body}, ${at}, ${at})`.execute(
      tx,
    );
  });
  return id;
}

test('an erasure that is killed before it is done has erased nothing', async () => {
  const [entry] = Object.keys(mara.entries);
  await killWhileItWaits(
    `SELECT 1 FROM journal_entry WHERE id = '${entry}' FOR UPDATE`,
    'DELETE FROM "journal_entry"',
    erase,
  );
  await startAgain();
  for (const each of [mara, ilya]) expect(await found(each)).toEqual(expected(each));
}, 120_000);

test('one that is killed while files go has erased the person, and the files go once it is back; nobody else loses anything', async () => {
  await killOnceSomeAreGone(mara.pictures, erase);
  await startAgain();
  const nothing = { entries: {}, recordings: [], pictures: [] };
  expect(await found(mara)).toMatchObject(nothing);
  const person = await database.asMaintenance((tx) =>
    tx.selectFrom('person').select(['name', 'erased_at']).where('id', '=', mara.actor.personId).execute(),
  );
  expect(person).toEqual([{ name: expect.not.stringContaining('Mara'), erased_at: expect.any(Date) }]);
  await runJob('delete-expired-recordings');
  await until(() => onDisk(program.data, mara.files).length === 0);
  expect(await found(ilya)).toEqual(expected(ilya));
}, 120_000);

test('recordings whose day is over go with every file, however it was killed meanwhile, and no other', async () => {
  const over = await plantRecordings(database, program.data, ilya, {
    count: 20,
    pieces: 60,
    until: from(-1),
  });
  await killOnceSomeAreGone(over.files, () => runJob('delete-expired-recordings'));
  await startAgain();
  // What has no row is offered to nobody; its files are noted.
  expect((await found(ilya)).recordings).toEqual(expected(without(ilya, over)).recordings);
  await runJob('delete-expired-recordings');
  await until(() => onDisk(program.data, over.files).length === 0);
  ilya = without(ilya, over);
  expect(await found(ilya)).toEqual(expected(ilya));
}, 120_000);

test('a night’s sweep that is killed has let go of nothing, and the next one of what is over alone', async () => {
  const entryIds = await plantEntries(database, ilya, { count: 12, changedAt: from(-6 * 366) });
  const story = crypto.randomUUID();
  await database.asPerson(ilya.actor, (tx) =>
    publishStory(tx, ilya.actor, { id: story, title: 'Two breaths', text: 'They spoke.' }),
  );
  await database.asMaintenance((tx) =>
    tx
      .updateTable('story')
      .set({ changed_at: from(-6 * 366) })
      .where('id', '=', story)
      .execute(),
  );
  const stories = () =>
    database.asPerson(ilya.actor, (tx) =>
      tx.selectFrom('story').select('id').where('id', '=', story).execute(),
    );
  const thanks = await receiveThanks(ilya, from(-400));
  const received = () =>
    database.asPerson(ilya.actor, (tx) =>
      tx.selectFrom('session_words').select('id').where('id', '=', thanks).execute(),
    );
  // What he received is the last of it: by then the entries and the story have gone in the same transaction.
  await killWhileItWaits(
    `SELECT 1 FROM session_words WHERE id = '${thanks}' FOR UPDATE`,
    'delete from "session_words"',
    () => runJob('keep-retention'),
  );
  expect(await found(ilya)).toEqual(expected(ilya));
  expect([await stories(), await received()].map(({ length }) => length)).toEqual([1, 1]);
  await startAgain();
  await runJob('keep-retention');
  await until(async () => (await stories()).length + (await received()).length === 0);
  ilya = without(ilya, { entryIds });
  expect(await found(ilya)).toEqual(expected(ilya));
}, 120_000);
