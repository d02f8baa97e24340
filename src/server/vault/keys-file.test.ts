import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { testMasterKey, useDatabase } from '../../../tests/support/database.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { type Actor, type Database, openDatabase } from '../database.ts';
import { newId } from '../ids.ts';
import { restoreKeys, writeKeys } from './keys-file.ts';
import { openWords } from './open-words.ts';

const source = useDatabase();
const target = useDatabase();
const otherMasterKey = Buffer.alloc(32, 'another machine');
const folder = mkdtempSync(join(tmpdir(), 'rondo-keys-'));
const [data, keys] = [join(folder, 'rondo.backup'), join(folder, 'rondo.keys')];
const files = join(folder, 'files');
let mara: Actor;

beforeAll(async () => {
  [mara] = (await makePeople(source, ['Mara'])) as [Actor];
  const { circleId } = await makeCircle(source, [mara]);
  const card = { experiment: 'I will ask first.', behaviour: '', context: '', criterion: '', dueOn: '' };
  await asMember(source, mara, circleId, (tx, member) =>
    writeCard(tx, member, { id: newId(), card, now: Date.now() }),
  );
  await writeBackup({ ownerUrl: source.ownerUrl, filesFolder: files }, data);
  await writeKeys({ ownerUrl: source.ownerUrl, masterKey: testMasterKey }, keys);
});

/** What the card says on the other machine, which has a master key of its own. */
async function cardThere(): Promise<string[]> {
  const there: Database = openDatabase(
    { app: target.appUrl, owner: target.ownerUrl },
    { masterKey: async () => otherMasterKey },
  );
  const rows = await there.asPerson(mara, async (tx) =>
    openWords(
      tx,
      'commitment',
      mara.organisationId,
      await tx.selectFrom('commitment').select(['id', 'owner_id', 'experiment']).execute(),
    ),
  );
  await there.close();
  return rows.map(({ experiment }) => experiment);
}

async function keysIn(url: string): Promise<Buffer[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ wrapped: Buffer }>('SELECT wrapped FROM keys.person_key');
  await client.end();
  return rows.map(({ wrapped }) => wrapped);
}

test('a backup holds neither words nor a key, wrapped or bare', async () => {
  const saved = gunzipSync(readFileSync(data)).toString();
  expect(saved).toContain('public.commitment');
  expect(saved).not.toContain('I will ask first');
  const bare = (JSON.parse(readFileSync(keys, 'utf8')) as { keys: { key: string }[] }).keys.map(({ key }) =>
    Buffer.from(key, 'base64'),
  );
  const wrapped = await keysIn(source.superuserUrl);
  expect([bare.length, wrapped.length]).toEqual([1, 1]);
  for (const secret of [...bare, ...wrapped, testMasterKey]) {
    for (const form of ['hex', 'base64', 'base64url'] as const)
      expect(saved).not.toContain(secret.toString(form).slice(0, 40));
  }
});

test('the file of keys is for its owner alone', () => {
  expect(statSync(keys).mode & 0o777).toBe(0o600);
});

test('without its keys a restored backup says nothing; with them, under another master key, everything', async () => {
  await restoreBackup(data, { ownerUrl: target.ownerUrl, filesFolder: files, replace: false });
  expect(await cardThere()).toEqual(['']);
  const into = { ownerUrl: target.ownerUrl, masterKey: otherMasterKey };
  expect(await restoreKeys(into, keys)).toEqual({ brought: 1, erased: 0 });
  expect(await cardThere()).toEqual(['I will ask first.']);
  // Twice is once.
  expect(await restoreKeys(into, keys)).toEqual({ brought: 0, erased: 0 });
});

test('who is erased in the file or here gets no key back', async () => {
  const { keys: held, ...rest } = JSON.parse(readFileSync(keys, 'utf8')) as {
    keys: object[];
    erased: object[];
  };
  const erased = [{ organisation: mara.organisationId, person: mara.personId, at: new Date().toISOString() }];
  const later = join(folder, 'later.keys');
  writeFileSync(later, JSON.stringify({ ...rest, keys: held, erased }));
  const into = { ownerUrl: target.ownerUrl, masterKey: otherMasterKey };
  expect(await restoreKeys(into, later)).toEqual({ brought: 0, erased: 1 });
  expect(await cardThere()).toEqual(['']);
  expect(await restoreKeys(into, keys)).toEqual({ brought: 0, erased: 1 });
  expect(await cardThere()).toEqual(['']);
});

test('something else than a file of keys is refused before anything is changed', async () => {
  const other = join(folder, 'other.keys');
  writeFileSync(other, readFileSync(keys, 'utf8').slice(0, -40));
  const into = { ownerUrl: target.ownerUrl, masterKey: otherMasterKey };
  await expect(restoreKeys(into, other)).rejects.toThrow('cannot be read as a backup of keys');
});
