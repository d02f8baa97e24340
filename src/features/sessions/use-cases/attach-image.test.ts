import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Jimp } from 'jimp';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { openStorage } from '#server/storage.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealPlainRows } from '#server/vault/seal-plain-rows.ts';
import { useApp } from '../../../../tests/support/app.ts';
import { makePeople } from '../../../../tests/support/circle.ts';
import { must, openTestSession, startSession, type TestSession } from '../../../../tests/support/session.ts';
import { findSessionMember } from '../access.ts';
import { attachImage } from './attach-image.ts';
import { deleteExpiredFiles } from './delete-expired-files.ts';
import { readArtefact } from './read-artefact.ts';

const folder = mkdtempSync(join(tmpdir(), 'rondo-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const app = useApp({ RONDO_DATA: folder });
const storage = openStorage({ RONDO_DATA: folder });

const image = async () =>
  new File(
    [new Uint8Array(await new Jimp({ width: 30, height: 20, color: 0x1d6b57ff }).getBuffer('image/png'))],
    'slide.png',
  );

async function runningSession(): Promise<TestSession> {
  const session = await openTestSession(app, { size: 3 });
  await startSession(session);
  return session;
}

async function attached(session: TestSession, by = 0): Promise<string> {
  const member = await session.member(session.people[by]!);
  const answer = await attachImage(app, member, { file: await image(), text: 'The slide in question' });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.fileId;
}

/** As if this much time had passed since every file was brought and every session ended. */
async function letPass(interval: string): Promise<void> {
  await app.database.asMaintenance((tx) =>
    sql`UPDATE stored_file SET created_at = created_at - ${interval}::interval,
      delete_after = delete_after - ${interval}::interval`.execute(tx),
  );
}

test('an image that one brings is seen by all who are members of the session', async () => {
  const session = await runningSession();
  const fileId = await attached(session);
  for (const person of session.people) {
    const [artefact] = (await session.view(person)).artefacts;
    expect(artefact).toMatchObject({ artefact: 'image', text: 'The slide in question', fileId });
    const file = await readArtefact(app, await session.member(person), fileId);
    expect(file?.mediaType).toBe('image/png');
    expect(file?.bytes.subarray(1, 4).toString()).toBe('PNG');
  }
  // On the disk it is under its owner's key.
  const stored = await storage.read(fileId);
  expect(stored?.subarray(0, 3).toString()).toBe('~1~');
  expect(stored?.includes('PNG')).toBe(false);
});

test('an image that was changed on the disk is not shown, and one from before there were keys is', async () => {
  const session = await runningSession();
  const fileId = await attached(session);
  const member = await session.member(session.people[1]!);
  const sealed = (await storage.read(fileId)) as Buffer;
  const bytes = (await readArtefact(app, member, fileId))?.bytes as Buffer;
  await storage.put(fileId, Buffer.concat([sealed.subarray(0, -1), Buffer.from([sealed.at(-1)! ^ 1])]));
  await expect(readArtefact(app, member, fileId)).rejects.toThrow('does not open');
  await storage.put(fileId, bytes);
  expect((await readArtefact(app, member, fileId))?.bytes).toEqual(bytes);
  await sealPlainRows(app);
  expect((await storage.begin(fileId, 3))?.toString()).toBe('~1~');
  expect((await readArtefact(app, member, fileId))?.bytes).toEqual(bytes);
});

test('a colleague outside, and a member of another session, do not get it', async () => {
  const session = await runningSession();
  const fileId = await attached(session);
  const [outsider] = await makePeople(app.database, ['Rui'], session.people[0]!.organisationId);
  const scope = await app.database.asPerson(outsider!, (tx) =>
    findSessionMember(tx, outsider!, session.sessionId),
  );
  expect(scope).toBeUndefined();
  const other = await runningSession();
  expect(await readArtefact(app, await other.member(other.people[0]!), fileId)).toBeUndefined();
  const seen = await app.database.asPerson(outsider!, (tx) =>
    tx.selectFrom('stored_file').select('id').where('id', '=', fileId).execute(),
  );
  expect(seen).toEqual([]);
});

test('what the room refuses leaves no file behind', async () => {
  const session = await runningSession();
  const before = await storage.list();
  await must(session.act(session.people[0]!, { type: 'close' }));
  const member = await session.member(session.people[0]!);
  const answer = await attachImage(app, member, { file: await image(), text: '' });
  expect(answer).toEqual({ ok: false, reason: 'session-over' });
  expect(await storage.list()).toEqual(before);
});

test.each([
  [null, 'nothing-chosen'],
  [new File([], 'empty.png'), 'nothing-chosen'],
  [
    new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'photo.png', { type: 'image/png' }),
    'not-an-image',
  ],
  [new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'large.jpg'), 'too-large'],
] as const)('what is no image is refused and nothing is stored (%#)', async (file, reason) => {
  const session = await runningSession();
  const before = await storage.list();
  const member = await session.member(session.people[0]!);
  expect(await attachImage(app, member, { file, text: '' })).toEqual({ ok: false, reason });
  expect(await storage.list()).toEqual(before);
});

test('a day after the close it is deleted, and what its owner keeps stays', async () => {
  const session = await runningSession();
  const gone = await attached(session, 0);
  const kept = await attached(session, 1);
  const [first, second] = session.people;
  await deleteExpiredFiles(app);
  expect(await storage.read(gone)).toBeDefined();
  await must(session.act(first!, { type: 'close' }));
  await letPass('23 hours');
  await deleteExpiredFiles(app);
  expect(await storage.read(gone)).toBeDefined();
  const row = (await session.view(second!)).after?.written.find(({ body }) => body.kind === 'artefact');
  await must(session.act(second!, { type: 'keep', wordsId: row!.id, for: 'me' }));
  await letPass('2 hours');
  await deleteExpiredFiles(app);
  expect(await storage.read(gone)).toBeUndefined();
  expect(await readArtefact(app, await session.member(first!), gone)).toBeUndefined();
  expect(await readArtefact(app, await session.member(second!), kept)).toBeDefined();
  // Kept for oneself: the others no longer have it, before either wall.
  expect(await readArtefact(app, await session.member(first!), kept)).toBeUndefined();
  const rows = await app.database.asPerson(first!, (tx) =>
    tx.selectFrom('stored_file').select('id').where('id', '=', kept).execute(),
  );
  expect(rows).toEqual([]);
});

test('texts, links and what was said of images go a day after the close as well, rows and all, unless they are kept', async () => {
  const session = await runningSession();
  const [first, second] = session.people;
  await attached(session, 0);
  const bring = (person: (typeof session.people)[number], artefact: 'text' | 'link', text: string) =>
    must(
      session.act(person, {
        type: 'write',
        wordsId: randomUUID(),
        body: { kind: 'artefact', artefact, text },
      }),
    );
  await bring(first, 'text', 'Dear customer');
  await bring(first, 'link', 'https://example.org/ticket/7');
  await bring(second, 'text', 'What I would say now');
  await bring(second, 'link', 'https://example.org/notes');
  await must(session.act(first, { type: 'close' }));
  const mine = (await session.view(second)).after?.written.filter(({ body }) => body.kind === 'artefact');
  await must(session.act(second, { type: 'keep', wordsId: mine![0]!.id, for: 'me' }));
  await must(session.act(second, { type: 'keep', wordsId: mine![1]!.id, for: 'circle' }));
  const left = async () => {
    const rows = await app.database.asMaintenance(async (tx) =>
      openWords(
        tx,
        'session_words',
        first!.organisationId,
        await tx
          .selectFrom('session_words')
          .select(['id', 'author_id', 'subject_id', 'body'])
          .where('kind', '=', 'artefact')
          .where('session_id', '=', session.sessionId)
          .orderBy('created_at')
          .orderBy('id')
          .execute(),
      ),
    );
    return rows.map(({ body }) => (body as { text: string }).text);
  };
  const closedFor = (interval: string) =>
    app.database.asMaintenance((tx) =>
      sql`UPDATE session SET ended_at = now() - ${interval}::interval WHERE id = ${session.sessionId}`.execute(
        tx,
      ),
    );
  await closedFor('23 hours');
  await deleteExpiredFiles(app);
  expect(await left()).toHaveLength(5);
  await closedFor('25 hours');
  await deleteExpiredFiles(app);
  expect(await left()).toEqual(['What I would say now', 'https://example.org/notes']);
  const seen = (await session.view(first)).after;
  expect([...(seen?.written ?? []), ...(seen?.shared ?? [])].map(({ body }) => body)).toEqual([
    { kind: 'artefact', artefact: 'link', text: 'https://example.org/notes' },
  ]);
});

test('an image whose words were struck goes with the next hourly round', async () => {
  const session = await runningSession();
  const fileId = await attached(session);
  const [artefact] = (await session.view(session.people[0]!)).artefacts;
  // Another member's words that name the file neither show nor keep it.
  const body = { kind: 'artefact', artefact: 'image', text: 'Mine now', fileId } as const;
  await must(session.act(session.people[1], { type: 'write', wordsId: randomUUID(), body }));
  await must(session.act(session.people[0]!, { type: 'remove', wordsId: artefact!.id }));
  expect(await readArtefact(app, await session.member(session.people[1]), fileId)).toBeUndefined();
  await letPass('2 hours');
  await deleteExpiredFiles(app);
  expect(await storage.read(fileId)).toBeUndefined();
});
