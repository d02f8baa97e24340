import { type Config, ConfigProblem } from '../config.ts';
import type { Database } from '../database.ts';
import { proveMasterKey, readMasterKey } from './master-key.ts';

/**
 * Stops a start with another master key than the one that wrapped the keys in this database: nothing could be read, and what
 * was written meanwhile would be lost to everybody else.
 */
export async function checkMasterKey(
  database: Database,
  config: Pick<Config, 'RONDO_DATA' | 'RONDO_MASTER_KEY'>,
): Promise<void> {
  const proof = proveMasterKey(await readMasterKey(config));
  const same = await database.asMaintenance(async (_tx, client) => {
    const { rows } = await client.query<{ same: boolean }>('SELECT is_master_key($1) AS same', [proof]);
    return rows[0]?.same;
  });
  if (same) return;
  throw new ConfigProblem(
    `The people's keys in this database were wrapped by another master key. Give this Rondo the same one: the file master-key in the data folder of the Rondo that was here before, or RONDO_MASTER_KEY; it is also in what rondo backup-keys saved.`,
  );
}
