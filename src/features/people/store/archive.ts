import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';
import { type SealedName, sealedTables } from '#server/vault/sealed-tables.ts';

export type ArchiveRow = Record<string, unknown>;

/** Rows of one table; `about`: somebody else wrote them about this person. */
export interface ArchivePart {
  table: string;
  about: boolean;
  rows: ArchiveRow[];
}

/** By which rows are about somebody without being theirs: a column, or the row that they hang on and its owner. */
const aboutColumns: readonly About[] = [
  { table: 'session_words', column: 'subject_id' },
  { table: 'sighting', column: 'commitment_id', of: { table: 'commitment', column: 'owner_id' } },
];

/**
 * Everything that is this person's, table by table, read under their own row-level security: rows that point to them and would
 * go with them, of this version's tables and of every later one's, with their words opened; and what was said about them.
 */
export async function listMine(tx: Tx, actor: Actor): Promise<ArchivePart[]> {
  const parts: ArchivePart[] = [];
  const places = [
    { table: 'person', column: 'id' },
    ...(await listOwned(tx)),
    ...aboutColumns.map((place) => ({ ...place, about: true })),
  ];
  for (const { table, column, of, about = false } of places as (About & { about?: boolean })[]) {
    const columns = await listReadable(tx, table);
    if (!columns.includes(column)) continue;
    const rows = await readRows(tx, actor, { table, column, of, columns });
    if (rows.length === 0) continue;
    const opened =
      table in sealedTables ? await openWords(tx, table as SealedName, actor.organisationId, rows) : rows;
    parts.push({ table, about, rows: opened });
  }
  return parts;
}

interface Place {
  table: string;
  column: string;
}

interface About extends Place {
  of?: Place;
}

async function readRows(
  tx: Tx,
  { organisationId, personId }: Actor,
  { table, column, of, columns }: About & { columns: string[] },
): Promise<ArchiveRow[]> {
  const theirs = of
    ? sql`IN (SELECT o.id FROM ${sql.table(of.table)} o
        WHERE o.organisation_id = ${organisationId} AND ${sql.ref(`o.${of.column}`)} = ${personId})`
    : sql`= ${personId}`;
  const { rows } = await sql<ArchiveRow>`SELECT ${sql.join(columns.map((name) => sql.ref(name)))}
    FROM ${sql.table(table)} WHERE organisation_id = ${organisationId} AND ${sql.ref(column)} ${theirs}`.execute(
    tx,
  );
  return rows;
}

/** Tables that point to a person and whose rows go with them, by the column that points. */
export async function listOwned(tx: Tx): Promise<Place[]> {
  const { rows } = await sql<Place>`
    SELECT t.relname AS table, a.attname AS column FROM pg_constraint k
    JOIN pg_class t ON t.oid = k.conrelid
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname <> 'organisation_id'
    WHERE k.contype = 'f' AND k.confdeltype = 'c' AND k.confrelid = 'person'::regclass ORDER BY 1, 2`.execute(
    tx,
  );
  return rows;
}

/** Columns that the program may read, without those that hold hashes. */
async function listReadable(tx: Tx, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT a.attname AS name FROM pg_attribute a
    WHERE a.attrelid = ${table}::regclass AND a.attnum > 0 AND NOT a.attisdropped
      AND has_column_privilege(current_user, a.attrelid, a.attnum, 'SELECT')
      AND format_type(a.atttypid, NULL) <> 'bytea' ORDER BY a.attnum`.execute(tx);
  return rows.map(({ name }) => name);
}
