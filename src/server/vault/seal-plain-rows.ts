import type { PoolClient } from 'pg';
import type { App } from '../app.ts';
import type { Database } from '../database.ts';
import { openStorage } from '../storage.ts';
import { isSealed } from './envelope.ts';
import { sealWords } from './seal-words.ts';
import { isSealedFile, putSealed } from './sealed-files.ts';
import { type SealedName, type SealedTable, sealedTables } from './sealed-tables.ts';

const rowsAtOnce = 200;

/**
 * The job `seal-plain-rows`, at each start and by night: what was written before there were keys is sealed, a batch in a
 * transaction. Both forms are read meanwhile; interrupted, it goes on where plain rows are left. A row that somebody is
 * changing is left for the next time.
 */
export async function sealPlainRows(app: Pick<App, 'config' | 'database' | 'log'>): Promise<void> {
  const { database, log } = app;
  await sealPlainFiles(app);
  for (const name of Object.keys(sealedTables) as SealedName[]) {
    const count = await sealTable(database, name);
    if (count > 0) log.info({ table: name, rows: count }, 'sealed what was plain');
  }
}

/** Files from before there were keys, one by one; those that have a day on which they go are left to go. */
async function sealPlainFiles({ config, database }: Pick<App, 'config' | 'database'>): Promise<void> {
  const storage = openStorage(config);
  const files = await database.asMaintenance((tx) =>
    tx
      .selectFrom('stored_file')
      .select(['organisation_id', 'owner_id', 'id'])
      .where('delete_after', 'is', null)
      .execute(),
  );
  for (const { organisation_id: organisationId, owner_id: owner, id } of files) {
    const beginning = await storage.begin(id, 8);
    if (!beginning || isSealedFile(beginning)) continue;
    const bytes = await storage.read(id);
    if (bytes) await putSealed({ config, database }, { organisationId, owner, id }, bytes);
  }
}

/** Returns how many rows were sealed. */
async function sealTable(database: Database, name: SealedName): Promise<number> {
  let count = 0;
  let after: unknown[] = [];
  for (;;) {
    const rows = await database.asMaintenance((_tx, client) => sealBatch(client, name, after));
    count += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return count;
    after = placeOf(sealedTables[name]).map((column) => last[column]);
  }
}

type Row = Record<string, unknown> & { organisation_id: string };

/** Seals one batch of plain rows behind a place in the table, and returns them as they were. */
async function sealBatch(client: PoolClient, name: SealedName, after: unknown[]): Promise<Row[]> {
  const table: SealedTable = sealedTables[name];
  const place = placeOf(table).join(', ');
  const behind = after.map((_value, at) => `$${at + 1}`).join(', ');
  const { rows } = await client.query<Row>(
    `SELECT * FROM ${name} WHERE ${table.owner} IS NOT NULL AND (${plainIn(table)}) ${behind && `AND (${place}) > (${behind})`}
     ORDER BY ${place} LIMIT ${rowsAtOnce} FOR UPDATE SKIP LOCKED`,
    after,
  );
  for (const row of rows) await update(client, name, row);
  return rows;
}

/** In the order of the primary keys, so that each batch goes on where the one before it ended. */
function placeOf({ row, owner }: SealedTable): string[] {
  return ['organisation_id', ...row, owner];
}

async function update(client: PoolClient, name: SealedName, row: Row): Promise<void> {
  const { organisation_id: organisationId } = row;
  const table: SealedTable = sealedTables[name];
  const columns = [...(table.texts ?? []), ...(table.json ?? []), ...Object.keys(table.objects ?? {})].filter(
    (column) => !isAlready(row[column]),
  );
  const others = Object.values(table.objects ?? {}).flatMap(({ answers = {} }) => Object.values(answers));
  const fields = Object.fromEntries([...columns, ...others].map((column) => [column, row[column]]));
  const owner = row[table.owner] as string;
  const key = table.row.map((column) => row[column] as string);
  const sealed = await sealWords(client, name, { organisationId, owner, row: key }, fields);
  const set = columns.map((column, at) => `${column} = $${at + 3 + key.length}`).join(', ');
  const which = table.row.map((column, at) => `${column} = $${at + 3}`).join(' AND ');
  await client.query(
    `UPDATE ${name} SET ${set} WHERE organisation_id = $1 AND ${table.owner} = $2 AND ${which}`,
    [organisationId, owner, ...key, ...columns.map((column) => sealed[column])],
  );
}

/** A column of a row that was half sealed (a card whose outcome came later) stays as it is. */
function isAlready(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return isSealed(value) || (typeof value === 'object' && isSealed((value as { sealed?: unknown }).sealed));
}

/** The condition under which something in a row is plain. */
function plainIn({ texts = [], json = [], objects = {} }: SealedTable): string {
  return [
    ...texts.map((column) => `(${column} <> '' AND NOT starts_with(${column}, '~1~'))`),
    ...json.map((column) => `NOT starts_with(${column} #>> '{}', '~1~')`),
    ...Object.keys(objects).map((column) => `NOT ${column} ? 'sealed'`),
  ].join(' OR ');
}
