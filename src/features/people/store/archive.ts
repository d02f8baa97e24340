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

/** By which rows are about somebody without being theirs: columns, or the row that they hang on and its owner. */
const aboutColumns: readonly About[] = [
  { table: 'session_words', by: ['subject_id'] },
  { table: 'sighting', by: ['commitment_id'], of: { table: 'commitment', column: 'owner_id' } },
];

/**
 * Everything that is this person's, table by table, read under their own row-level security: rows that point to them and would
 * go with them, of this version's tables and of every later one's, with their words opened; and what was said about them.
 */
export async function listMine(tx: Tx, actor: Actor): Promise<ArchivePart[]> {
  const parts: ArchivePart[] = [];
  // A table may point to people by more than one column: who has read, and whose it was.
  const owned = new Map<string, string[]>();
  for (const { table, column } of await listOwned(tx))
    owned.set(table, [...(owned.get(table) ?? []), column]);
  const places: (About & { about?: true })[] = [
    { table: 'person', by: ['id'] },
    ...[...owned].map(([table, by]) => ({ table, by })),
    ...aboutColumns.map((place) => ({ ...place, about: true as const })),
  ];
  for (const { table, by: pointing, of, about = false } of places) {
    const columns = await listReadable(tx, table);
    const by = pointing.filter((column) => columns.includes(column));
    if (by.length === 0) continue;
    const rows = await readRows(tx, actor, { table, by, of, columns });
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

interface About {
  table: string;
  by: string[];
  of?: Place | undefined;
}

async function readRows(
  tx: Tx,
  { organisationId, personId }: Actor,
  { table, by, of, columns }: About & { columns: string[] },
): Promise<ArchiveRow[]> {
  const theirs = of
    ? sql`IN (SELECT o.id FROM ${sql.table(of.table)} o
        WHERE o.organisation_id = ${organisationId} AND ${sql.ref(`o.${of.column}`)} = ${personId})`
    : sql`= ${personId}`;
  const { rows } = await sql<ArchiveRow>`SELECT ${sql.join(columns.map((name) => sql.ref(name)))}
    FROM ${sql.table(table)} WHERE organisation_id = ${organisationId} AND (${sql.join(
      by.map((column) => sql`${sql.ref(column)} ${theirs}`),
      sql` OR `,
    )})`.execute(tx);
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
