import { existsSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePeople } from '../../../tests/support/circle.ts';
import { useDatabase } from '../../../tests/support/database.ts';
import { type Actor, type Database, openDatabase } from '../database.ts';
import { checkMasterKey } from './check-master-key.ts';
import { type MasterKeyPlace, makeNextMasterKey, proveMasterKey, readMasterKeys } from './master-key.ts';
import { replaceMasterKey } from './replace-master-key.ts';
import type { Place } from './vault.ts';

const database = useDatabase();
let config: MasterKeyPlace;
let open: Database[];
const file = (name: string) => join(config.RONDO_DATA, name);
const placeOf = ({ personId }: Actor): Place => ({ owner: personId, table: 't', row: '1', column: 'c' });

/** A node as `serve` starts one. */
async function startNode(where: MasterKeyPlace = config): Promise<Database> {
  const node = openDatabase(
    { app: database.appUrl, owner: database.ownerUrl },
    { masterKey: () => readMasterKeys(where), poolSize: 4 },
  );
  open.push(node);
  await checkMasterKey(node, { RONDO_MASTER_KEY: undefined, RONDO_MASTER_KEY_NEXT: undefined, ...where });
  return node;
}
async function say({ vault }: Database, actor: Actor): Promise<string> {
  return (await vault.keysFor(actor.organisationId, [actor.personId])).seal(placeOf(actor), actor.personId);
}
/** Read with nothing in memory, as after a start. */
async function read({ vault }: Database, actor: Actor, sealed: string): Promise<string | undefined> {
  vault.forget();
  return (await vault.keysOf(actor.organisationId, [actor.personId])).open(placeOf(actor), sealed);
}
const replace = (where: MasterKeyPlace = config) => replaceMasterKey(where, database.ownerUrl);
async function people(count: number): Promise<Actor[]> {
  return makePeople(
    database,
    Array.from({ length: count }, (_, index) => `Person ${index}`),
  );
}

beforeEach(async () => {
  open = [];
  config = { RONDO_DATA: mkdtempSync(join(tmpdir(), 'rondo-master-')) };
  const admin = new Client({ connectionString: database.superuserUrl });
  await admin.connect();
  await admin.query('TRUNCATE keys.person_key, keys.master_key_proof');
  await admin.end();
});
afterEach(() => Promise.all(open.map((node) => node.close())));

test('a node that runs goes on over a replacement: it reads what was written before, and gives newcomers keys', async () => {
  const [mara, noor] = (await people(2)) as [Actor, Actor];
  const [here, there] = [await startNode(), await startNode()];
  const hers = await say(here, mara);
  const before = readFileSync(file('master-key'), 'utf8');
  expect(await replace()).toEqual({ ok: true, keys: 1 });
  expect(readFileSync(file('master-key'), 'utf8')).not.toBe(before);
  expect(existsSync(file('master-key.next'))).toBe(false);
  const his = await say(there, noor);
  for (const node of [here, there, await startNode()]) {
    expect(await read(node, mara, hers)).toBe(mara.personId);
    expect(await read(node, noor, his)).toBe(noor.personId);
  }
});

test('nothing is open to the old master key afterwards', async () => {
  const [mara] = (await people(1)) as [Actor];
  const hers = await say(await startNode(), mara);
  const old = readFileSync(file('master-key'), 'utf8').trim();
  await replace();
  const stale = openDatabase(
    { app: database.appUrl, owner: database.ownerUrl },
    { masterKey: async () => Buffer.from(old, 'base64') },
  );
  open.push(stale);
  await expect(read(stale, mara, hers)).rejects.toThrow('another master key');
  await expect(say(stale, (await people(1))[0] as Actor)).rejects.toThrow('another master key');
  await expect(startNode({ ...config, RONDO_MASTER_KEY: old })).rejects.toThrow('another master key');
});

test('killed before the keys were wrapped anew, nothing has changed, and it can be done again', async () => {
  const [mara] = (await people(1)) as [Actor];
  const hers = await say(await startNode(), mara);
  await makeNextMasterKey(config);
  expect(await read(await startNode(), mara, hers)).toBe(mara.personId);
  expect(await replace()).toEqual({ ok: true, keys: 1 });
  expect(await read(await startNode(), mara, hers)).toBe(mara.personId);
});

test('killed after they were wrapped anew, what runs goes on, and the next start puts the new one in its place', async () => {
  const [mara, noor] = (await people(2)) as [Actor, Actor];
  const running = await startNode();
  const hers = await say(running, mara);
  const before = readFileSync(file('master-key'), 'utf8');
  await replace();
  // As the disk was between the commit and the renaming.
  renameSync(file('master-key'), file('master-key.next'));
  writeFileSync(file('master-key'), before);
  expect(await read(running, mara, hers)).toBe(mara.personId);
  const his = await say(running, noor);
  const next = readFileSync(file('master-key.next'), 'utf8');
  const started = await startNode();
  expect(readFileSync(file('master-key'), 'utf8')).toBe(next);
  expect(await read(started, mara, hers)).toBe(mara.personId);
  expect(await read(started, noor, his)).toBe(noor.personId);
});

test('whoever gets a key in the middle of replacements keeps it', async () => {
  const all = await people(40);
  const nodes = [await startNode(), await startNode()];
  const said = all.map((actor, index) => say(nodes[index % 2] as Database, actor));
  for (let times = 0; times < 5; times++) expect(await replace()).toMatchObject({ ok: true });
  const sealed = await Promise.all(said);
  const later = await startNode();
  for (const [index, actor] of all.entries())
    expect(await read(later, actor, sealed[index] as string)).toBe(actor.personId);
});

test('a master key of the environment is replaced by the next one there, once each node has both', async () => {
  const [mara] = (await people(1)) as [Actor];
  const [now, next] = ['n', 'm'].map((letter) => Buffer.alloc(32, letter).toString('base64')) as [
    string,
    string,
  ];
  const before = { ...config, RONDO_MASTER_KEY: now };
  const hers = await say(await startNode(before), mara);
  expect(await replace(before)).toEqual({ ok: false, reason: 'no-next' });
  const both = { ...before, RONDO_MASTER_KEY_NEXT: next };
  const running = await startNode(both);
  expect(await replace(both)).toEqual({ ok: true, keys: 1 });
  expect(await read(running, mara, hers)).toBe(mara.personId);
  expect(await read(await startNode({ ...config, RONDO_MASTER_KEY: next }), mara, hers)).toBe(mara.personId);
  expect(existsSync(file('master-key'))).toBe(false);
  expect(await replace({ ...config, RONDO_MASTER_KEY: now })).toEqual({
    ok: false,
    reason: 'another-master-key',
  });
});

test('the proof in the database tells nothing but which master key it is', () => {
  const [one, other] = [Buffer.alloc(32, 'a'), Buffer.alloc(32, 'b')];
  expect(proveMasterKey(one)).toEqual(proveMasterKey(Buffer.from(one)));
  expect(proveMasterKey(one)).not.toEqual(proveMasterKey(other));
});
