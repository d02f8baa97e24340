import { createSecretKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { openBytes, Tampered } from '#server/vault/envelope.ts';
import {
  type MasterKeyPlace,
  masterKeyFiles,
  proveMasterKey,
  readMasterKeys,
} from '#server/vault/master-key.ts';
import { keyName } from '#server/vault/vault.ts';
import { ask } from './ask-database.ts';

/** What the database holds of the vault, as of one moment. */
interface KeysAsKept {
  /** Of the master key in force; null before the first start. */
  proof: Buffer | null;
  keys: { organisation: string; person: string; wrapped: Buffer }[];
}

interface Found {
  kept: KeysAsKept;
  /** How many master keys are at hand. */
  masters: number;
  /** The one in force among them, and where it is. */
  inForce?: { master: Buffer; where: string; place: number } | undefined;
}

/**
 * Whether the people's keys can be opened with the master keys at hand, in words. Like the program it knows two while one
 * takes the other's place; unlike it, it changes nothing.
 *
 * @throws Error: what is wrong; ConfigProblem when a file is not a master key
 */
export async function keysState(config: MasterKeyPlace, ownerUrl: string): Promise<string> {
  const [now] = placesOf(config);
  // Reading it would make one.
  if (!config.RONDO_MASTER_KEY && !existsSync(now)) {
    if ((await readKeysAsKept(ownerUrl)).proof === null)
      return 'the master key will be made at the first start';
    throw new Error(`${now} is missing, and nobody's words can be read without it`);
  }
  let found = await findInForce(config, ownerUrl);
  // It may have been replaced between the two looks, at the database and at the master keys.
  if (!found.inForce) found = await findInForce(config, ownerUrl);
  const { kept, masters, inForce } = found;
  if (!inForce) throw new Error(`${now} is another master key than the one that wrapped the keys here`);
  const closed = kept.keys.filter((key) => !isOpenedBy(inForce.master, key)).length;
  if (closed > 0) throw new Error(`${closed} of ${kept.keys.length} cannot be opened by ${inForce.where}`);
  const people = `${kept.keys.length} ${kept.keys.length === 1 ? 'person' : 'people'}`;
  return `those of ${people}, opened by ${inForce.where}${masters > 1 ? whatIsLeft(config, inForce.place) : ''}`;
}

async function findInForce(config: MasterKeyPlace, ownerUrl: string): Promise<Found> {
  const kept = await readKeysAsKept(ownerUrl);
  const masters = await readMasterKeys(config);
  const { proof } = kept;
  const place = proof === null ? 0 : masters.findIndex((master) => proof.equals(proveMasterKey(master)));
  const [master, where] = [masters[place], placesOf(config)[place]];
  return { kept, masters: masters.length, inForce: master && where ? { master, where, place } : undefined };
}

async function readKeysAsKept(ownerUrl: string): Promise<KeysAsKept> {
  type Row = { proof: Buffer | null } & ({ person: null } | KeysAsKept['keys'][number]);
  // In one statement: a replacement of the master key changes both at once.
  const { rows } = await ask<Row>(
    ownerUrl,
    `SELECT proof, organisation_id AS organisation, person_id AS person, wrapped
       FROM (SELECT (SELECT proof FROM keys.master_key_proof)) AS kept (proof) LEFT JOIN keys.person_key ON true`,
  );
  return {
    proof: rows[0]?.proof ?? null,
    keys: rows.flatMap((row) => (row.person === null ? [] : [row])),
  };
}

/** The present one's and the next one's. */
function placesOf(config: MasterKeyPlace): [string, string] {
  if (config.RONDO_MASTER_KEY) return ['RONDO_MASTER_KEY', 'RONDO_MASTER_KEY_NEXT'];
  const { now, next } = masterKeyFiles(config);
  return [now, next];
}

function isOpenedBy(master: Buffer, { organisation, person, wrapped }: KeysAsKept['keys'][number]): boolean {
  try {
    openBytes(createSecretKey(master), keyName(organisation, person), wrapped);
    return true;
  } catch (error) {
    if (error instanceof Tampered) return false;
    throw error;
  }
}

/** What there is to do yet about a replacement. */
function whatIsLeft(config: MasterKeyPlace, place: number): string {
  if (place === 0) return '; the next one is in force once rondo replace-master-key has run';
  return config.RONDO_MASTER_KEY
    ? '; now set RONDO_MASTER_KEY to it and leave RONDO_MASTER_KEY_NEXT out'
    : ', which the next start puts in the place of master-key';
}
