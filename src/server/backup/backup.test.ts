import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { Client } from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { createDemonstration } from '#features/doors/use-cases/create-demonstration.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makePeople } from '../../../tests/support/circle.ts';
import { useDatabase } from '../../../tests/support/database.ts';
import { openTestSession, startSession } from '../../../tests/support/session.ts';
import { watchedCircle } from '../../../tests/support/watched-circle.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

const app = useApp();
const source = app.database;
const target = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'rondo-backup-'));
const sourceFiles = join(folder, 'source');
const targetFiles = join(folder, 'target');
const file = join(folder, 'rondo.backup');

beforeAll(async () => {
  const [mara] = await makePeople(source, ['Mara "Quote" \\ Öz', 'Ilse', 'Tomás']);
  await source.asPerson(mara as NonNullable<typeof mara>, async () => undefined);
  // Circles with a past and with one session under way: nearly every table has rows.
  await createDemonstration(app, {} as Parameters<typeof createDemonstration>[1]);
  await watchedCircle(source);
  const session = await openTestSession(app);
  await startSession(session);
  const queue = new Client({ connectionString: source.superuserUrl });
  await queue.connect();
  await queue.query(`SELECT graphile_worker.add_job('send-mail', '{"note": "waiting"}')`);
  await queue.end();
  await mkdir(join(sourceFiles, '7f'), { recursive: true });
  writeFileSync(join(sourceFiles, '7f/picture'), Buffer.alloc(100_000, 'Rondo'));
});

/** Every table with the hash of all its rows, seen past every policy. */
async function tableHashes(url: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'graphile_worker') AND tablename NOT IN ('schema_migration', 'migrations') ORDER BY 1`,
  );
  const hashes: Record<string, string> = {};
  for (const { name } of rows) {
    const sum = `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) AS hash FROM ${name} t`;
    hashes[name] = (await client.query<{ hash: string }>(sum)).rows[0]?.hash as string;
  }
  await client.end();
  return hashes;
}

test('a restored installation equals the saved one, table by table and file by file', async () => {
  await writeBackup({ ownerUrl: source.ownerUrl, filesFolder: sourceFiles }, file);
  await restoreBackup(file, { ownerUrl: target.ownerUrl, filesFolder: targetFiles, replace: false });
  const saved = await tableHashes(source.superuserUrl);
  const filled = Object.entries(saved).filter(([, hash]) => !hash.startsWith('0 '));
  expect(filled.map(([name]) => name)).toEqual(
    expect.arrayContaining([
      'graphile_worker._private_jobs',
      'public.agreement_change',
      'public.commitment',
      'public.membership',
      'public.session_command',
      'public.session_event',
      'public.session_words',
    ]),
  );
  expect(filled.length).toBeGreaterThanOrEqual(25);
  expect(await tableHashes(target.superuserUrl)).toEqual(saved);
  expect(readFileSync(join(targetFiles, '7f/picture'))).toEqual(
    readFileSync(join(sourceFiles, '7f/picture')),
  );
});

test('a restore refuses an installation that is not empty, unless told to replace it', async () => {
  const into = { ownerUrl: target.ownerUrl, filesFolder: targetFiles };
  await expect(restoreBackup(file, { ...into, replace: false })).rejects.toThrow('not empty');
  await restoreBackup(file, { ...into, replace: true });
  expect(await tableHashes(target.superuserUrl)).toEqual(await tableHashes(source.superuserUrl));
});

test.each([
  ['one changed letter', (text: string) => text.replace('Ilse', 'Else'), 'public.person'],
  ['a missing row', (text: string) => text.replace(/\n\[[^\n]*Ilse[^\n]*/, ''), 'public.person'],
  ['a missing end', (text: string) => text.slice(0, -200), 'cannot be read'],
])('a damaged backup is refused before anything is touched: %s', async (_case, damage, where) => {
  const damaged = join(folder, 'damaged.backup');
  writeFileSync(damaged, gzipSync(damage(gunzipSync(readFileSync(file)).toString())));
  const before = await tableHashes(target.superuserUrl);
  const restoring = restoreBackup(damaged, {
    ownerUrl: target.ownerUrl,
    filesFolder: targetFiles,
    replace: true,
  });
  await expect(restoring).rejects.toThrow(where);
  expect(await tableHashes(target.superuserUrl)).toEqual(before);
});

test('something else than a backup is refused', async () => {
  const other = join(folder, 'other.txt');
  writeFileSync(other, 'Dear Ilse');
  const into = { ownerUrl: target.ownerUrl, filesFolder: targetFiles, replace: true };
  await expect(restoreBackup(other, into)).rejects.toThrow('cannot be read as a backup');
});

test('files that the tables name and that are nowhere are told, those that cannot be read end the backup', async () => {
  const id = randomUUID();
  await source.asMaintenance((tx) =>
    sql`INSERT INTO stored_file (organisation_id, id, owner_id, media_type, bytes, sha256)
      SELECT organisation_id, ${id}, id, 'image/png', 1, '\\x00' FROM person LIMIT 1`.execute(tx),
  );
  const write = (filesFolder: string) =>
    writeBackup({ ownerUrl: source.ownerUrl, filesFolder }, join(folder, 'other'));
  expect((await write(sourceFiles)).missing).toEqual([id]);
  await mkdir(join(sourceFiles, id.slice(34)), { recursive: true });
  writeFileSync(join(sourceFiles, id.slice(34), id), 'x');
  expect((await write(sourceFiles)).missing).toEqual([]);
  await expect(write(join(sourceFiles, '7f/picture'))).rejects.toThrow('ENOTDIR');
});
