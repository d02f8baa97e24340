import { createSecretKey } from 'node:crypto';
import type { Client } from 'pg';
import { withClient } from '../with-client.ts';
import { findMasterKeyInForce } from './check-master-key.ts';
import { openBytes, sealBytes } from './envelope.ts';
import {
  type MasterKeyPlace,
  makeNextMasterKey,
  promoteMasterKey,
  proveMasterKey,
  readNextMasterKey,
} from './master-key.ts';
import { keyName } from './vault.ts';
import { whileAlone } from './while-alone.ts';

export type Replaced =
  | { ok: true; keys: number }
  /** No master key at hand is the one in force. */
  | { ok: false; reason: 'another-master-key' }
  /** The master key comes from the environment, and so must the next one. */
  | { ok: false; reason: 'no-next' }
  /** Somebody else replaces it at this moment. */
  | { ok: false; reason: 'busy' };

/**
 * Wraps everybody's keys with a new master key, while Rondo runs: their keys, and so their words, stay what they are. The new
 * one is on the disk before the first key is wrapped with it, all are wrapped in one transaction, and until its file is in the
 * place of the old one a start finds it beside. So whenever this is killed, what is there can be opened, and doing it again
 * goes on from there.
 */
export async function replaceMasterKey(config: MasterKeyPlace, ownerUrl: string): Promise<Replaced> {
  return withClient(
    ownerUrl,
    async (client) =>
      (await whileAlone(client, () => replaceAlone(config, client))) ?? { ok: false, reason: 'busy' },
  );
}

async function replaceAlone(config: MasterKeyPlace, client: Client): Promise<Replaced> {
  const inForce = await findMasterKeyInForce(config, client);
  if (!inForce) return { ok: false, reason: 'another-master-key' };
  const next = config.RONDO_MASTER_KEY ? await readNextMasterKey(config) : await makeNextMasterKey(config);
  if (!next) return { ok: false, reason: 'no-next' };
  const keys = await wrapAnew(client, inForce, next);
  if (!config.RONDO_MASTER_KEY) await promoteMasterKey(config, next);
  return { ok: true, keys };
}

/** Whoever keeps a key meanwhile waits, and is told then to wrap it with the new one. Returns how many were wrapped. */
async function wrapAnew(client: Client, from: Buffer, to: Buffer): Promise<number> {
  const [old, anew] = [createSecretKey(from), createSecretKey(to)];
  await client.query('BEGIN');
  const { rowCount } = await client.query('UPDATE keys.master_key_proof SET proof = $2 WHERE proof = $1', [
    proveMasterKey(from),
    proveMasterKey(to),
  ]);
  if (rowCount !== 1) throw new Error('Another program replaced the master key at this moment.');
  await client.query('LOCK TABLE keys.person_key IN SHARE ROW EXCLUSIVE MODE');
  const { rows } = await client.query<{ organisation: string; person: string; wrapped: Buffer }>(
    'SELECT organisation_id AS organisation, person_id AS person, wrapped FROM keys.person_key',
  );
  const wrapped = rows.map(({ organisation, person, wrapped }) => {
    const name = keyName(organisation, person);
    return sealBytes(anew, name, openBytes(old, name, wrapped));
  });
  await client.query(
    `UPDATE keys.person_key k SET wrapped = n.wrapped FROM unnest($1::uuid[], $2::uuid[], $3::bytea[])
       AS n (organisation_id, person_id, wrapped)
     WHERE k.organisation_id = n.organisation_id AND k.person_id = n.person_id`,
    [rows.map(({ organisation }) => organisation), rows.map(({ person }) => person), wrapped],
  );
  await client.query('COMMIT');
  return rows.length;
}

/** The master key in force, for commands that wrap or unwrap keys themselves. @throws Error when none at hand is */
export async function masterKeyInForce(config: MasterKeyPlace, ownerUrl: string): Promise<Buffer> {
  const key = await withClient(ownerUrl, (client) => findMasterKeyInForce(config, client));
  if (key) return key;
  throw new Error(
    "The people's keys in this database were wrapped by another master key. Give this command the same one as Rondo has: RONDO_DATA, or RONDO_MASTER_KEY.",
  );
}
