import type { Client } from 'pg';

/** A table as a backup sees it. */
export interface Table {
  /** Schema and name, quoted where needed. */
  name: string;
  /** The role that may read and write it: content is reached as maintenance, the job queue as its owner. */
  role: 'maintenance' | 'owner';
  columns: { name: string; type: string }[];
  /** Tables that its foreign keys point to. */
  needs: string[];
}

/** What the migrations write themselves: it is made anew and compared, not copied. */
const own = ["'public.schema_migration'", "'graphile_worker.migrations'"].join(', ');

/** Every table of the installation, those first that others point to. */
export async function listTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name,
      CASE n.nspname WHEN 'public' THEN 'maintenance' ELSE 'owner' END AS role,
      (SELECT json_agg(json_build_object('name', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod))
          ORDER BY a.attnum)
        FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
      (SELECT coalesce(json_agg(DISTINCT format('%I.%I', fn.nspname, f.relname)), '[]')
        FROM pg_constraint k
        JOIN pg_class f ON f.oid = k.confrelid
        JOIN pg_namespace fn ON fn.oid = f.relnamespace
        WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS needs
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname IN ('public', 'graphile_worker')
      AND format('%I.%I', n.nspname, c.relname) NOT IN (${own})
    ORDER BY 1`);
  return inOrderOfNeed(rows);
}

function inOrderOfNeed(tables: Table[]): Table[] {
  const placed = new Set<string>();
  const ordered: Table[] = [];
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name, needs }) => !placed.has(name) && needs.every((need) => placed.has(need)),
    );
    if (next.length === 0) {
      const left = tables.filter(({ name }) => !placed.has(name)).map(({ name }) => name);
      throw new Error(
        `These tables point to each other in a circle, which a restore cannot follow: ${left.join(', ')}`,
      );
    }
    for (const table of next) placed.add(table.name);
    ordered.push(...next);
  }
  return ordered;
}

/** Acts in this transaction as the role that the table is open to. */
export async function actFor(client: Client, { role }: Pick<Table, 'role'>): Promise<void> {
  await client.query(role === 'maintenance' ? 'SET LOCAL ROLE rondo_maintenance' : 'SET LOCAL ROLE NONE');
}

export async function listMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY name');
  return rows.map(({ name }) => name);
}
