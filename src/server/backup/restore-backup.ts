import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Client } from 'pg';
import type { Storage } from '../stored-files.ts';
import { withClient } from '../with-client.ts';
import type { Ending, FileStart, Line, Row, TableStart } from './format.ts';
import { BackupProblem, readLines, verifyBackup } from './read-backup.ts';
import { actFor, listMigrations, listTables, type Table } from './tables.ts';

export interface RestoreTarget {
  /** A migrated database. */
  ownerUrl: string;
  filesFolder: string;
  /** Where files are objects in a bucket instead. */
  bucket?: Storage | undefined;
  /** Throws away what is there; otherwise a restore into anything but an empty installation is refused. */
  replace: boolean;
}

const rowsAtOnce = 500;

/**
 * Verifies the backup, then brings back every row in one transaction, and every file. When anything fails, the database
 * is as it was before.
 *
 * @throws BackupProblem when the file is damaged, from a newer Rondo, or the installation is not empty
 */
export async function restoreBackup(
  path: string,
  { ownerUrl, filesFolder, bucket, replace }: RestoreTarget,
): Promise<Ending> {
  const { header, ending } = await verifyBackup(path);
  const incoming = `${filesFolder}.incoming`;
  try {
    await withClient(ownerUrl, async (client) => {
      await client.query('BEGIN');
      await refuseNewer(client, header.migrations);
      const tables = await listTables(client);
      if (!replace) await refuseFilled(client, tables);
      await empty(client, tables);
      await rm(incoming, { recursive: true, force: true });
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      await bringBack(client, { tables, path, incoming });
      await continueCounters(client);
      await client.query('COMMIT');
    });
    // Files go last: their names are random, so one too many harms nobody, and the rows are already safe.
    await (bucket ? putObjects(incoming, bucket) : putFiles(incoming, filesFolder));
    return ending;
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
}

async function refuseNewer(client: Client, migrations: readonly string[]): Promise<void> {
  const known = await listMigrations(client);
  const strange = migrations.filter((name) => !known.includes(name));
  if (strange.length === 0) return;
  throw new BackupProblem(
    `The backup is from a newer Rondo (it knows ${strange.join(', ')}). Use that version to restore it.`,
  );
}

async function refuseFilled(client: Client, tables: Table[]): Promise<void> {
  const organisation = tables.find(({ name }) => name === 'public.organisation');
  if (!organisation) return;
  await actFor(client, organisation);
  const { rowCount } = await client.query('SELECT 1 FROM organisation LIMIT 1');
  await client.query('SET LOCAL ROLE NONE');
  if (rowCount) {
    throw new BackupProblem(
      'This installation is not empty. Restore into a new one, or give --replace to throw away what is here.',
    );
  }
}

/** Triggers rest: they judged these rows when they were first written, and some would write rows of their own. */
async function empty(client: Client, tables: Table[]): Promise<void> {
  const content = tables.filter(({ role }) => role === 'maintenance');
  for (const { name } of content) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await client.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
}

interface Coming {
  tables: Table[];
  path: string;
  incoming: string;
}

async function bringBack(client: Client, { tables, path, incoming }: Coming): Promise<void> {
  let table: { known: Table; columns: string[]; waiting: Row[] } | undefined;
  let file: { name: string; parts: Buffer[] } | undefined;
  const finish = async () => {
    if (table) await insertStaged(client, table);
    if (file) await putFile(join(incoming, file.name), Buffer.concat(file.parts));
    table = undefined;
    file = undefined;
  };
  for await (const { line } of readLines(path)) {
    if (Array.isArray(line) && table) {
      table.waiting.push(line);
      if (table.waiting.length >= rowsAtOnce) await stage(client, table.waiting.splice(0));
    } else if (typeof line === 'string' && file) {
      file.parts.push(Buffer.from(line, 'base64'));
    } else {
      await finish();
      if (isTable(line)) table = await openTable(client, tables, line);
      if (isFile(line)) file = { name: safeName(line.file), parts: [] };
    }
  }
  for (const { name, role } of tables) {
    if (role === 'maintenance') await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  }
}

async function openTable(client: Client, tables: Table[], { table: name, columns }: TableStart) {
  const known = tables.find((each) => each.name === name);
  if (!known) throw new BackupProblem(`The backup has a table ${name} that this Rondo does not have.`);
  await client.query('CREATE TEMP TABLE incoming_row (value jsonb) ON COMMIT DROP');
  await client.query('GRANT SELECT ON incoming_row TO rondo_maintenance');
  return { known, columns, waiting: [] as Row[] };
}

async function stage(client: Client, rows: Row[]): Promise<void> {
  await client.query('INSERT INTO incoming_row SELECT jsonb_array_elements($1::jsonb)', [
    JSON.stringify(rows),
  ]);
}

/** One statement for the whole table, because rows may point to later rows of the same table. */
async function insertStaged(
  client: Client,
  { known, columns, waiting }: { known: Table; columns: string[]; waiting: Row[] },
): Promise<void> {
  if (waiting.length > 0) await stage(client, waiting);
  const values = columns.map((column, at) => {
    const type = known.columns.find(({ name }) => name === column)?.type;
    if (!type)
      throw new BackupProblem(
        `The backup has a column ${known.name}.${column} that this Rondo does not have.`,
      );
    return `(value->>${at})::${type}`;
  });
  await actFor(client, known);
  await client.query(
    `INSERT INTO ${known.name} (${columns.join(', ')}) OVERRIDING SYSTEM VALUE SELECT ${values.join(', ')} FROM incoming_row`,
  );
  await client.query('SET LOCAL ROLE NONE');
  await client.query('DROP TABLE incoming_row');
}

/** Identity columns go on after the highest number; jobs that were being worked on are free again. */
async function continueCounters(client: Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS table, quote_ident(a.attname) AS column,
      pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) AS sequence
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE a.attidentity <> '' AND c.relkind = 'r' AND n.nspname IN ('public', 'graphile_worker')`);
  for (const { table, column, sequence } of rows) {
    await client.query(
      `SELECT setval('${sequence}', (SELECT coalesce(max(${column}), 0) + 1 FROM ${table}), false)`,
    );
  }
  await client.query('UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL');
  await client.query('UPDATE graphile_worker._private_job_queues SET locked_at = NULL, locked_by = NULL');
}

async function putFile(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, bytes, { mode: 0o600, flush: true });
}

async function putFiles(incoming: string, filesFolder: string): Promise<void> {
  for (const entry of await readdir(incoming, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(filesFolder, relative(incoming, from));
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await rename(from, to);
  }
}

async function putObjects(incoming: string, bucket: Storage): Promise<void> {
  for (const entry of await readdir(incoming, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await bucket.put(entry.name, await readFile(join(entry.parentPath, entry.name)));
  }
}

/** Folders and a name, none of which leads out of the files' own folder. */
function safeName(name: string): string {
  if (/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name)) return name;
  throw new BackupProblem(`The backup names a file ${JSON.stringify(name)}, which Rondo would never make.`);
}

function isTable(line: Line): line is TableStart {
  return typeof line === 'object' && 'table' in line;
}

function isFile(line: Line): line is FileStart {
  return typeof line === 'object' && 'file' in line;
}
