import { createWriteStream } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { folderOf, type Storage } from '../stored-files.ts';
import { withClient } from '../with-client.ts';
import { chunkBytes, type Ending, formatVersion, type Line, Sums } from './format.ts';
import { actFor, listMigrations, listTables, type Table } from './tables.ts';

export interface BackupSource {
  ownerUrl: string;
  /** Folder of stored files. */
  filesFolder: string;
  /** Where they are objects in a bucket instead. */
  bucket?: Storage | undefined;
}

const rowsAtOnce = 500;

/** `missing`: files that the tables name and that were nowhere, by their ids. */
export type Written = Ending & { missing: string[] };

/**
 * Writes everything as of one moment into `target`, while the program may go on working. The file appears under its name
 * only when it is whole; it is readable by its owner alone, because it holds what people wrote. Throws where a file is there
 * and cannot be read.
 */
export async function writeBackup({ ownerUrl, ...files }: BackupSource, target: string): Promise<Written> {
  const unfinished = `${target}.unfinished`;
  const sums = new Sums();
  let unsaved: string[] = [];
  try {
    await withClient(ownerUrl, async (client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const lines = render(contents(client, files), sums);
      await pipeline(
        Readable.from(lines),
        createGzip(),
        createWriteStream(unfinished, { mode: 0o600, flush: true }),
      );
      const saved = new Set(Object.keys(sums.files).map((name) => basename(name).split('.')[0]));
      unsaved = (await namedFiles(client)).filter((id) => !saved.has(id));
      await client.query('COMMIT');
    });
    await rename(unfinished, target);
    // A file that was let go since the snapshot began is no longer owed to anyone.
    const missing =
      unsaved.length === 0 ? [] : await withClient(ownerUrl, (client) => stillNamed(client, unsaved));
    return { ...sums.ending(), missing };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Ids of all files that the tables name. */
async function namedFiles(client: Client): Promise<string[]> {
  await actFor(client, { role: 'maintenance' });
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM stored_file UNION ALL SELECT id FROM recording WHERE received > 0 ORDER BY id',
  );
  await client.query('SET LOCAL ROLE NONE');
  return rows.map(({ id }) => id);
}

async function stillNamed(client: Client, ids: readonly string[]): Promise<string[]> {
  await client.query('BEGIN READ ONLY');
  const named = new Set(await namedFiles(client));
  await client.query('COMMIT');
  return ids.filter((id) => named.has(id));
}

async function* render(lines: AsyncIterable<Line>, sums: Sums): AsyncIterable<string> {
  for await (const line of lines) {
    const text = JSON.stringify(line);
    sums.add(text, line);
    yield `${text}\n`;
  }
  yield `${JSON.stringify(sums.ending())}\n`;
}

type Files = Omit<BackupSource, 'ownerUrl'>;

async function* contents(client: Client, { filesFolder, bucket }: Files): AsyncIterable<Line> {
  const migrations = await listMigrations(client);
  yield { rondo: 'backup', format: formatVersion, taken_at: new Date().toISOString(), migrations };
  for (const table of await listTables(client)) {
    yield { table: table.name, columns: table.columns.map(({ name }) => name) };
    yield* rowsOf(client, table);
  }
  yield* bucket ? objectsOf(bucket) : filesOf(filesFolder);
}

async function* rowsOf(client: Client, table: Table): AsyncIterable<Line> {
  await actFor(client, table);
  const columns = table.columns.map(({ name }) => `${name}::text`).join(', ');
  // Ordered by content, so that two backups of the same data have the same checksums.
  const order = table.columns.map((_column, at) => at + 1).join(', ');
  await client.query(
    `DECLARE backup_rows NO SCROLL CURSOR FOR SELECT ${columns} FROM ${table.name} ORDER BY ${order}`,
  );
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({
      text: `FETCH ${rowsAtOnce} FROM backup_rows`,
      rowMode: 'array',
    });
    yield* rows;
    if (rows.length < rowsAtOnce) break;
  }
  await client.query('CLOSE backup_rows');
  await client.query('SET LOCAL ROLE NONE');
}

/** Under the names that they would have in a folder, so that a backup does not depend on where files lie. */
async function* objectsOf(bucket: Storage): AsyncIterable<Line> {
  for (const name of await bucket.list()) {
    const bytes = await bucket.read(name);
    if (!bytes) continue;
    yield { file: `${folderOf(name)}/${name}`, size: bytes.length };
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      yield bytes.subarray(at, at + chunkBytes).toString('base64');
    }
  }
}

async function* filesOf(folder: string): AsyncIterable<Line> {
  const names = (await unlessAbsent(readdir(folder, { recursive: true }))) ?? [];
  for (const name of names.sort()) {
    // Half-written files belong to an upload that has not been answered.
    if (name.endsWith('.part')) continue;
    const file = await unlessAbsent(open(join(folder, name)));
    if (!file) continue;
    try {
      const stat = await file.stat();
      if (!stat.isFile()) continue;
      const { size } = stat;
      yield { file: name, size };
      for (let at = 0; at < size; at += chunkBytes) {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, at);
        yield buffer.subarray(0, bytesRead).toString('base64');
      }
    } finally {
      await file.close();
    }
  }
}

/** Undefined where it is not there; anything else that stands in the way ends the backup. */
async function unlessAbsent<T>(wanted: Promise<T>): Promise<T | undefined> {
  try {
    return await wanted;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
