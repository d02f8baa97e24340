import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { readBoard } from '#features/commitments/use-cases/read-board.ts';
import { addSighting } from '#features/commitments/use-cases/see-in-the-wild.ts';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import { keepDraft } from '#features/sessions/store/drafts.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { writeBackup } from '#server/backup/write-backup.ts';
import { openDatabase } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { openStorage } from '#server/storage.ts';
import { sealWords } from '#server/vault/seal-words.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember } from '../../../tests/support/circle.ts';
import { testMasterKey } from '../../../tests/support/database.ts';
import { marks, plantSealed, readSealed } from '../../../tests/support/plant-sealed.ts';
import { must, openTestSession, startSession, type TestSession } from '../../../tests/support/session.ts';
import { erasePerson, eraseReturned } from './use-cases/erase-person.ts';

const folder = mkdtempSync(join(tmpdir(), 'rondo-erase-'));
const app = useApp({ RONDO_DATA: folder });
const backup = join(folder, 'rondo.backup');
const files = join(folder, 'files');
const file = randomUUID();

/** What Mara wrote, and what Ilya wrote about her; each string stands nowhere else. */
const hers = {
  draft: 'hers-draft-7c1',
  words: 'hers-words-7c2',
  card: 'hers-card-7c3',
  sighting: 'hers-sighting-7c4',
  ...Object.fromEntries(Object.entries(marks).map(([name, mark]) => [`one ${name}`, mark])),
};
const his = { sighting: 'his-sighting-7c5', words: 'his-words-7c6', card: 'his-card-7c7' };

const herName = 'Marabel Quince';

let session: TestSession;

const sighting = (text: string, card: string) => ({ id: newId(), card, text });
const board = (person: TestSession['people'][0]) =>
  asMember(app.database, person, session.circleId, (tx, member) => readBoard(tx, member));

/** Every row of every table as text, past every policy. */
async function dump(): Promise<string> {
  const client = new Client({ connectionString: app.database.superuserUrl });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'keys', 'graphile_worker')`,
  );
  let text = '';
  for (const { name } of tables) {
    const { rows } = await client.query<{ t: string }>(`SELECT t::text AS t FROM ${name} t`);
    text += `${name}\n${rows.map(({ t }) => t).join('\n')}\n`;
  }
  await client.end();
  return text;
}

beforeAll(async () => {
  session = await openTestSession(app, { size: 3 });
  const [mara, ilya] = session.people;
  // A name that no playbook has.
  await app.database.asMaintenance((tx) =>
    tx.updateTable('person').set({ name: herName }).where('id', '=', mara.personId).execute(),
  );
  await startSession(session);
  const { circleId } = session;
  const ids = [newId(), newId()] as const;
  for (const [index, person] of [mara, ilya].entries()) {
    const experiment = index === 0 ? hers.card : his.card;
    const card = { experiment, behaviour: '', context: '', criterion: '', dueOn: '' };
    await asMember(app.database, person, circleId, (tx, member) =>
      writeCard(tx, member, { id: ids[index] ?? '', card, now: Date.now() }),
    );
  }
  await asMember(app.database, mara, circleId, (tx, member) =>
    addSighting(tx, member, sighting(hers.sighting, ids[1])),
  );
  await asMember(app.database, ilya, circleId, (tx, member) =>
    addSighting(tx, member, sighting(his.sighting, ids[0])),
  );
  for (const [person, text] of [
    [mara, hers.words],
    [ilya, his.words],
  ] as const) {
    const body = { kind: 'artefact' as const, artefact: 'text' as const, text };
    await must(session.act(person, { type: 'write', wordsId: randomUUID(), body }));
  }
  const scope = await session.member(mara);
  await app.database.asPerson(mara, (_tx, client) =>
    keepDraft(client, scope, { field: 'a', body: hers.draft }),
  );
  await app.database.asMaintenance((_tx, client) =>
    plantSealed(client, mara, { circle: circleId, session: session.sessionId }),
  );
  await openStorage({ RONDO_DATA: folder }).put(file, Buffer.from('a picture'));
  await app.database.asMaintenance((tx) =>
    tx
      .insertInto('stored_file')
      .values({
        organisation_id: mara.organisationId,
        id: file,
        owner_id: mara.personId,
        media_type: 'image/png',
        bytes: 9,
        sha256: Buffer.alloc(32),
      })
      .execute(),
  );
});

/** Her rows in every table of words, opened with what keys there are. */
const readHers = () => app.database.asMaintenance((_tx, client) => readSealed(client, session.people[0]));

test('in each table of words stands one of hers, and it can be read', async () => {
  const read = await readHers();
  for (const [name, mark] of Object.entries(marks))
    expect(JSON.stringify(read[name as keyof typeof read]), name).toContain(mark);
});

test('what people write stands nowhere in the database, in its tables or in its files', async () => {
  const said = await dump();
  expect(said).toContain('public.session_words');
  const client = new Client({ connectionString: app.database.superuserUrl });
  await client.connect();
  await client.query('CHECKPOINT');
  const { rows } = await client.query<{ data: string; oid: string }>(
    `SELECT current_setting('data_directory') AS data, oid::text FROM pg_database WHERE datname = current_database()`,
  );
  await client.end();
  const { data = '', oid = '' } = rows[0] ?? {};
  const found: string[] = [];
  let looked = 0;
  for (const part of [`base/${oid}`, 'pg_wal']) {
    for (const name of await readdir(join(data, part))) {
      const bytes = await readFile(join(data, part, name)).catch(() => Buffer.alloc(0));
      looked += bytes.length;
      for (const text of Object.values({ ...hers, ...his }))
        if (bytes.includes(text)) found.push(`${text} in ${name}`);
    }
  }
  // So that looking at nothing does not pass for finding nothing: a name is no secret, and is found.
  expect(looked).toBeGreaterThan(5_000_000);
  expect(found).toEqual([]);
  for (const text of Object.values({ ...hers, ...his })) expect(said).not.toContain(text);
  const [, ilya] = session.people;
  expect(JSON.stringify(await board(ilya))).toContain(hers.card);
});

describe('after somebody asked to be erased', () => {
  beforeAll(async () => {
    await writeBackup({ ownerUrl: app.database.ownerUrl, filesFolder: files }, backup);
    await erasePerson(app, session.people[0]);
  });

  async function expectNothingOfHer(): Promise<void> {
    const [mara, ilya] = session.people;
    const shown = JSON.stringify([await board(ilya), await session.view(ilya)]);
    for (const text of [...Object.values(hers), his.sighting, herName]) expect(shown).not.toContain(text);
    expect(shown).toContain(his.card);
    expect(shown).toContain(his.words);
    const none = Object.fromEntries(Object.keys(marks).map((name) => [name, []]));
    expect(await readHers()).toEqual(none);
    const pictures = await app.database.asMaintenance((tx) =>
      tx.selectFrom('stored_file').select('id').where('owner_id', '=', mara.personId).execute(),
    );
    expect(pictures).toEqual([]);
    expect(await openStorage({ RONDO_DATA: folder }).read(file)).toBeUndefined();
    expect(await dump()).not.toContain(herName);
  }

  test('her words, her name and her files are gone, and those of others are there', expectNothingOfHer);

  test('the others see that somebody was there, and that they left', async () => {
    const { rows } = await app.database.asMaintenance((_tx, client) =>
      client.query('SELECT left_at FROM membership WHERE person_id = $1', [session.people[0].personId]),
    );
    expect(rows).toEqual([{ left_at: expect.any(Date) }]);
  });

  test('nobody writes in her name any more, on any node', async () => {
    const other = openDatabase(
      { app: app.database.appUrl, owner: app.database.ownerUrl },
      { masterKey: async () => testMasterKey },
    );
    const { organisationId, personId: owner } = session.people[0];
    for (const database of [app.database, other]) {
      const writing = database.asMaintenance((tx) =>
        sealWords(tx, 'sighting', { organisationId, owner, row: newId() }, { text: 'in her name' }),
      );
      await expect(writing).rejects.toThrow('without a key');
    }
    await other.close();
  });

  test('a backup from before brings nothing of it back', async () => {
    const { ownerUrl } = app.database;
    await restoreBackup(backup, { ownerUrl, filesFolder: files, replace: true });
    // Her rows are here again, and say nothing.
    const [, ilya] = session.people;
    expect(await dump()).toContain(herName);
    const returned = await readHers();
    for (const [name, mark] of Object.entries(marks)) {
      const kept = returned[name as keyof typeof returned];
      expect(kept.length, name).toBeGreaterThan(0);
      expect(JSON.stringify(kept), name).not.toContain(mark);
    }
    const cards = JSON.stringify(await board(ilya));
    for (const text of Object.values(hers)) expect(cards).not.toContain(text);
    expect(await eraseReturned(app)).toBe(1);
    await expectNothingOfHer();
    expect(await eraseReturned(app)).toBe(0);
  });
});
