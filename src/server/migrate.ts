import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { runMigrations as runQueueMigrations } from 'graphile-worker';
import { Client } from 'pg';

/** The database was made by a newer program than this one. */
export class NewerSchema extends Error {}

export interface MigrateOptions {
  ownerUrl: string;
  /** Role in DATABASE_URL; it is granted what the program may do. */
  appUser: string;
  /** Folder of `NNNN_name.sql` files. */
  folder: URL | string;
}

/**
 * Brings the schema up to date: each file once, in order, in a transaction of its own, forward only.
 * Returns the names of the files that were applied. Two programs that start at once wait for each other.
 */
export async function migrate({ ownerUrl, appUser, folder }: MigrateOptions): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('rondo migrations'))");
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migration (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const files = await readMigrations(folder);
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'SELECT name, checksum FROM schema_migration',
    );
    const applied = new Map(rows.map((row) => [row.name, row.checksum]));
    refuseOtherHistory(files, applied);
    const fresh = files.filter(({ name }) => !applied.has(name));
    for (const file of fresh) await apply(client, file);
    await client.query(`GRANT rondo_app TO ${client.escapeIdentifier(appUser)}`);
    await client.query('GRANT rondo_worker, rondo_maintenance TO CURRENT_USER');
    await runQueueMigrations({ connectionString: ownerUrl });
    return fresh.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

interface MigrationFile {
  name: string;
  sql: string;
  checksum: string;
}

async function readMigrations(folder: URL | string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = typeof folder === 'string' ? `${folder}/${name}` : new URL(name, folder);
      const sql = await readFile(path, 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

function refuseOtherHistory(files: MigrationFile[], applied: Map<string, string>): void {
  const known = new Map(files.map((file) => [file.name, file.checksum]));
  for (const [name, checksum] of applied) {
    const ours = known.get(name);
    if (ours === undefined) {
      throw new NewerSchema(
        `The database was changed by a newer Rondo (it has ${name}, which this version does not know). Start that version, or restore a backup made before it.`,
      );
    }
    if (ours !== checksum) {
      throw new Error(
        `The migration ${name} was edited after it was applied. Undo the edit; write a new file instead.`,
      );
    }
  }
}

async function apply(client: Client, file: MigrationFile): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(file.sql);
    await client.query('INSERT INTO schema_migration (name, checksum) VALUES ($1, $2)', [
      file.name,
      file.checksum,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`The migration ${file.name} failed and changed nothing: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
