import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '#server/database.ts';
import { type MasterKeyPlace, makeNextMasterKey, readMasterKeys } from '#server/vault/master-key.ts';
import { replaceMasterKey } from '#server/vault/replace-master-key.ts';
import { makePeople } from '../../tests/support/circle.ts';
import { useDatabase } from '../../tests/support/database.ts';
import { keysState } from './keys-state.ts';

const database = useDatabase();
let config: MasterKeyPlace;
const file = (name: string) => join(config.RONDO_DATA, name);
const state = (where = config) => keysState(where, database.ownerUrl);
const asSuperuser = async (statement: string) => {
  const client = new Client({ connectionString: database.superuserUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
};
const secret = (letter: string) => Buffer.alloc(32, letter).toString('base64');

beforeEach(async () => {
  config = { RONDO_DATA: mkdtempSync(join(tmpdir(), 'rondo-keys-state-')) };
  await asSuperuser('TRUNCATE keys.person_key, keys.master_key_proof');
});
afterEach(() => rmSync(config.RONDO_DATA, { recursive: true }));

/** Two people get keys, wrapped by what is there. */
async function giveKeys(where = config): Promise<void> {
  const { appUrl: app, ownerUrl: owner } = database;
  const node = openDatabase({ app, owner }, { masterKey: () => readMasterKeys(where), poolSize: 2 });
  const people = await makePeople(database, ['Mara Lind', 'Noor Haddad']);
  for (const { organisationId, personId } of people) await node.vault.keysFor(organisationId, [personId]);
  await node.close();
}

test('before the first start there is no master key, and looking makes none', async () => {
  expect(await state()).toBe('the master key will be made at the first start');
  expect(readdirSync(config.RONDO_DATA)).toEqual([]);
});

test('each key is tried, and the place of the master key that opens them is named', async () => {
  await giveKeys();
  expect(await state()).toBe(`those of 2 people, opened by ${file('master-key')}`);
  await asSuperuser(
    "UPDATE keys.person_key SET wrapped = decode(repeat('00', 60), 'hex') WHERE ctid = (SELECT min(ctid) FROM keys.person_key)",
  );
  await expect(state()).rejects.toThrow(`1 of 2 cannot be opened by ${file('master-key')}`);
});

test('a master key that is gone, or is another, is named', async () => {
  await giveKeys();
  await expect(state({ ...config, RONDO_MASTER_KEY: secret('x') })).rejects.toThrow(
    'RONDO_MASTER_KEY is another master key',
  );
  writeFileSync(file('master-key'), secret('x'));
  await expect(state()).rejects.toThrow(`${file('master-key')} is another master key`);
  rmSync(file('master-key'));
  await expect(state()).rejects.toThrow(`${file('master-key')} is missing`);
});

test('a replacement that was cut short is nothing to complain of, whenever it was, and stays as it is', async () => {
  await giveKeys();
  await makeNextMasterKey(config);
  expect(await state()).toBe(
    `those of 2 people, opened by ${file('master-key')}; the next one is in force once rondo replace-master-key has run`,
  );
  const before = readFileSync(file('master-key'), 'utf8');
  await replaceMasterKey(config, database.ownerUrl);
  // As the disk was between the commit and the renaming.
  renameSync(file('master-key'), file('master-key.next'));
  writeFileSync(file('master-key'), before);
  expect(await state()).toBe(
    `those of 2 people, opened by ${file('master-key.next')}, which the next start puts in the place of master-key`,
  );
  expect(readFileSync(file('master-key'), 'utf8')).toBe(before);
});

test('a next master key of the environment is known, and what comes after it is said', async () => {
  const both = { ...config, RONDO_MASTER_KEY: secret('n'), RONDO_MASTER_KEY_NEXT: secret('m') };
  await giveKeys(both);
  expect(await state(both)).toMatch(/opened by RONDO_MASTER_KEY; the next one is in force once/);
  await replaceMasterKey(both, database.ownerUrl);
  expect(await state(both)).toMatch(/opened by RONDO_MASTER_KEY_NEXT; now set RONDO_MASTER_KEY to it/);
  expect(await state({ ...config, RONDO_MASTER_KEY: secret('m') })).toBe(
    'those of 2 people, opened by RONDO_MASTER_KEY',
  );
});
