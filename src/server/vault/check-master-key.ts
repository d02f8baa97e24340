import type { ClientBase } from 'pg';
import { type Config, ConfigProblem } from '../config.ts';
import type { Database } from '../database.ts';
import {
  type MasterKeyPlace,
  promoteMasterKey,
  proveMasterKey,
  readMasterKey,
  readNextMasterKey,
} from './master-key.ts';
import { whileAlone } from './while-alone.ts';

/**
 * Stops a start with another master key than the one that wrapped the keys in this database: nothing could be read, and what
 * was written meanwhile would be lost to everybody else.
 */
export async function checkMasterKey(
  database: Database,
  config: Pick<Config, 'RONDO_DATA' | 'RONDO_MASTER_KEY' | 'RONDO_MASTER_KEY_NEXT'>,
): Promise<void> {
  if (await database.asMaintenance((_tx, client) => findMasterKeyInForce(config, client))) return;
  throw new ConfigProblem(
    `The people's keys in this database were wrapped by another master key. Give this Rondo the same one: the file master-key in the data folder of the Rondo that was here before, or RONDO_MASTER_KEY. If it is lost, bring a backup of the keys and then one of the data into a new folder; see docs/operations.md.`,
  );
}

/**
 * The master key that wrapped what is in the database. A replacement that was cut short after the keys were wrapped anew, and
 * before the new master key was in its place, is brought to its end here. Undefined: neither of those at hand. The first that
 * a database is ever shown is in force there.
 */
export async function findMasterKeyInForce(
  config: MasterKeyPlace,
  client: Pick<ClientBase, 'query'>,
): Promise<Buffer | undefined> {
  const isInForce = async (key: Buffer) => {
    const proof = proveMasterKey(key);
    const { rows } = await client.query<{ same: boolean }>('SELECT is_master_key($1) AS same', [proof]);
    return rows[0]?.same === true;
  };
  const next = await readNextMasterKey(config);
  const now = await readMasterKey(config);
  if (await isInForce(now)) return now;
  if (!next || !(await isInForce(next))) return undefined;
  // Whoever has both reads everything, so what somebody else is at can wait for them, or for a later start.
  if (!config.RONDO_MASTER_KEY) await whileAlone(client, () => promoteMasterKey(config, next));
  return next;
}
