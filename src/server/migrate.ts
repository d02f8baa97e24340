import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { runMigrations as runQueueMigrations } from 'graphile-worker';
import type { Client } from 'pg';
import { makePool } from './database.ts';
import { withClient } from './with-client.ts';

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
  return withClient(ownerUrl, async (client) => {
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
    await lendRoles(client, appUser);
    await migrateQueue(ownerUrl);
    return fresh.map(({ name }) => name);
  });
}

/** How a database stands to the migrations in `folder`. */
export interface SchemaState {
  /** False for a database in which Rondo never was. */
  made: boolean;
  /** Names of the files that a migration would apply. */
  pending: string[];
}

/**
 * Looks, and changes nothing.
 *
 * @throws NewerSchema when the database knows a migration that this program does not
 */
export async function compareSchema({
  ownerUrl,
  folder,
}: Pick<MigrateOptions, 'ownerUrl' | 'folder'>): Promise<SchemaState> {
  return withClient(ownerUrl, async (client) => {
    const files = await readMigrations(folder);
    const { rows: found } = await client.query<{ made: boolean }>(
      "SELECT to_regclass('schema_migration') IS NOT NULL AS made",
    );
    if (!found[0]?.made) return { made: false, pending: files.map(({ name }) => name) };
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'SELECT name, checksum FROM schema_migration',
    );
    const applied = new Map(rows.map((row) => [row.name, row.checksum]));
    refuseOtherHistory(files, applied);
    const pending = files.filter(({ name }) => !applied.has(name)).map(({ name }) => name);
    return { made: applied.size > 0, pending };
  });
}

/** Over a pool of our own, closed when this returns: the queue's would still be closing when the database stops. */
async function migrateQueue(ownerUrl: string): Promise<void> {
  const pgPool = makePool(ownerUrl, 1);
  try {
    await runQueueMigrations({ pgPool });
  } finally {
    await pgPool.end();
  }
}

/**
 * Asks for nothing that is there already: where an administrator made the three roles and granted them, the owner needs
 * no right to grant roles.
 */
async function lendRoles(client: Client, appUser: string): Promise<void> {
  const wanted = [
    { role: 'rondo_app', to: appUser },
    { role: 'rondo_worker', to: await currentUser(client) },
    { role: 'rondo_maintenance', to: await currentUser(client) },
  ];
  for (const { role, to } of wanted) {
    const { rows } = await client.query<{ has: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM pg_auth_members m
         JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles u ON u.oid = m.member
         WHERE r.rolname = $1 AND u.rolname = $2 ${await canBeTakenOn(client)}) AS has`,
      [role, to],
    );
    if (!rows[0]?.has) await client.query(`GRANT ${role} TO ${client.escapeIdentifier(to)}`);
  }
}

async function currentUser(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>('SELECT current_user AS name');
  return rows[0]?.name ?? '';
}

/** Since PostgreSQL 16, who creates a role is its member at once, and yet may not act as it until that is granted. */
async function canBeTakenOn(client: Client): Promise<string> {
  const { rows } = await client.query<{ number: number }>(
    "SELECT current_setting('server_version_num')::int AS number",
  );
  return (rows[0]?.number ?? 0) >= 160_000 ? 'AND m.set_option AND m.inherit_option' : '';
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
