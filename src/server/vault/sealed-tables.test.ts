import { expect, test } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { type SealedTable, sealedTables } from './sealed-tables.ts';

const database = useDatabase();

test.each(Object.entries<SealedTable>(sealedTables))(
  'rows of %s go with whoever is erased, and are named by columns that are there',
  async (name, { owner, row, texts = [], json = [], objects = {} }) => {
    const found = await database.asMaintenance(async (_tx, client) => ({
      cascades: await client.query(
        `SELECT 1 FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
         WHERE k.contype = 'f' AND k.confdeltype = 'c' AND k.confrelid = 'person'::regclass AND k.conrelid = $1::regclass
           AND a.attname = $2`,
        [name, owner],
      ),
      columns: await client.query<{ name: string; type: string }>(
        `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
        [name],
      ),
    }));
    expect(found.cascades.rowCount).toBe(1);
    const types = new Map(found.columns.rows.map((column) => [column.name, column.type]));
    for (const column of row) expect(types.has(column), column).toBe(true);
    for (const column of texts) expect(types.get(column), column).toBe('text');
    for (const column of [...json, ...Object.keys(objects)]) expect(types.get(column), column).toBe('jsonb');
  },
);
