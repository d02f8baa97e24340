import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type CircleMember, findCircleMember } from '#features/circles/access.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { erasePerson } from '#features/people/use-cases/erase-person.ts';
import { gatherArchive } from '#features/people/use-cases/gather-archive.ts';
import { setDial } from '#features/sharing/use-cases/set-dial.ts';
import type { Actor, Tx } from '#server/database.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { inParts, useExchange, webm } from '../../../tests/support/exchange.ts';
import { unzipBytes } from '../../../tests/support/unzip.ts';
import { findRecording } from './store/recordings.ts';
import { changeWords } from './use-cases/change-words.ts';
import { deleteExpiredRecordings } from './use-cases/delete-expired-recordings.ts';
import { answerTo } from './use-cases/find-to-answer.ts';
import { readExchange, readThread, waitsForMe } from './use-cases/read-exchange.ts';
import { receivePieces } from './use-cases/receive-pieces.ts';
import { removeRecording } from './use-cases/remove-recording.ts';
import { sendRecording } from './use-cases/send-recording.ts';
import { uploadWhole } from './use-cases/upload-whole.ts';
import { writeNote } from './use-cases/write-note.ts';

const exchange = useExchange();
const { app, folder, member, begun, uploaded, sent, seen, played, filesOf } = exchange;
const day = 86_400_000;

test('until it is sent nobody else finds it; sent to one, the third does not', async () => {
  const unsent = await uploaded();
  expect(await seen(1, unsent)).toBeUndefined();
  const forIlse = await sent({ to: exchange.people[1].personId });
  expect((await seen(1, forIlse))?.words).toBe('What I say in it');
  expect((await seen(1, forIlse))?.peaks).toEqual([1, 50, 100]);
  expect(await seen(2, forIlse)).toBeUndefined();
  await expect(played(2, forIlse, { from: 0, to: 10 })).rejects.toThrow('gone');
});

test('an unfinished recording cannot be sent, and one to nobody of the circle neither', async () => {
  const id = await begun();
  const send = (which: string, to: string) =>
    asMember(app.database, exchange.people[0], exchange.circleId, (tx, proven) =>
      sendRecording(tx, proven, { id: which, to, title: '', words: '', peaks: undefined, now: new Date() }),
    );
  expect(await send(id, 'circle')).toEqual({ ok: false, reason: 'unfinished' });
  expect(await send(await uploaded(), randomUUID())).toEqual({ ok: false, reason: 'nobody' });
});

test('it waits for the answers of the others, until they have answered; an answer goes where the question came from', async () => {
  const before = await asMember(app.database, exchange.people[1], exchange.circleId, waitsForMe);
  const id = await sent({ to: exchange.people[1].personId });
  expect(await asMember(app.database, exchange.people[1], exchange.circleId, waitsForMe)).toBe(before + 1);
  const answer = randomUUID();
  await asMember(app.database, exchange.people[1], exchange.circleId, async (tx, proven) => {
    const first = await findRecording(tx, proven, id);
    const to = first ? answerTo(first, proven.personId) : 'nobody';
    const told = { id: answer, title: '', words: 'I would keep it.', answers: id, to, now: app.clock.now() };
    expect(await writeNote(tx, proven, told)).toEqual({ ok: true, id: answer });
    // A form that is sent twice is one answer.
    expect(await writeNote(tx, proven, told)).toEqual({ ok: true, id: answer });
  });
  expect(await asMember(app.database, exchange.people[1], exchange.circleId, waitsForMe)).toBe(before);
  const thread = await asMember(app.database, exchange.people[0], exchange.circleId, async (tx, proven) => {
    const found = await findRecording(tx, proven, answer);
    return found && readThread(tx, proven, found);
  });
  expect(thread?.first.id).toBe(id);
  expect(thread?.answers.map(({ words }) => words)).toEqual(['I would keep it.']);
  expect(await seen(2, answer)).toBeUndefined();
});

test('a sending whose answer was lost, and that comes once more, brings nothing back that was withdrawn or reworded since', async () => {
  const id = await uploaded();
  const told = { id, to: 'circle', title: 'A talk', words: 'First', peaks: undefined, now: new Date() };
  const act = <T>(work: (tx: Tx, proven: CircleMember) => Promise<T>) =>
    asMember(app.database, exchange.people[0], exchange.circleId, work);
  const again = () => act((tx, proven) => sendRecording(tx, proven, { ...told, first: 'yes' }));
  expect(await again()).toEqual({ ok: true, id });
  expect((await seen(1, id))?.words).toBe('First');
  await act((tx, proven) => changeWords(tx, proven, { ...told, words: 'Second' }));
  await act((tx, proven) => setDial(tx, proven, { kind: 'recording', id }, { audience: 'me' }));
  expect(await again()).toEqual({ ok: true, id });
  expect(await seen(1, id)).toBeUndefined();
  expect(await act((tx, proven) => changeWords(tx, proven, { ...told, first: 'yes' }))).toBe(true);
  expect((await seen(0, id))?.words).toBe('Second');
  // On purpose it goes out again.
  expect(await act((tx, proven) => sendRecording(tx, proven, told))).toEqual({ ok: true, id });
  expect((await seen(1, id))?.words).toBe('First');
});

test('the words beside a recording are changed by whoever recorded it, and by nobody else', async () => {
  const id = await sent();
  const change = (by: 0 | 1 | 2) =>
    asMember(app.database, exchange.people[by], exchange.circleId, (tx, proven) =>
      changeWords(tx, proven, { id, title: 'Changed', words: 'Changed', peaks: undefined }),
    );
  expect(await change(1)).toBe(false);
  expect((await seen(1, id))?.title).toBe('A talk');
  expect(await change(0)).toBe(true);
  expect((await seen(1, id))?.words).toBe('Changed');
});

test('after its day a recording is gone, row and files, also half an upload; the others are there', async () => {
  const [old, half, young] = [await sent(), await begun(), await sent()];
  const bytes = webm(700_000);
  await receivePieces(app, await member(0), {
    id: half,
    offset: 0,
    body: inParts(bytes.subarray(0, 300_000), 9_000),
  });
  expect(filesOf(old)).toHaveLength(3);
  expect(filesOf(half)).toHaveLength(1);
  const now = Date.now();
  // The younger one is sent ten days later.
  app.time = new Date(now + 10 * day);
  const later = await sent();
  app.time = new Date(now + 8 * day);
  await deleteExpiredRecordings(app);
  expect([filesOf(half).length, filesOf(old).length]).toEqual([0, 3]);
  app.time = new Date(now + 30 * day + 3_600_000);
  await deleteExpiredRecordings(app);
  app.time = undefined;
  expect([old, half, young].flatMap(filesOf)).toEqual([]);
  expect(await seen(0, old)).toBeUndefined();
  expect(filesOf(later)).toHaveLength(3);
});

test('after its day nobody finds a recording, also before its files are removed', async () => {
  const id = await sent();
  expect(await seen(1, id)).toBeDefined();
  await app.database.asMaintenance((tx) =>
    sql`UPDATE recording SET delete_after = now() - interval '1 second' WHERE id = ${id}`.execute(tx),
  );
  for (const who of [0, 1] as const) expect(await seen(who, id)).toBeUndefined();
});

test('what is removed is gone from the disk at once; an upload that was under way leaves nothing', async () => {
  const id = await sent();
  await removeRecording(app, await member(1), id);
  expect(filesOf(id)).toHaveLength(3);
  await removeRecording(app, await member(0), id);
  expect(filesOf(id)).toEqual([]);
  const bytes = webm(700_000);
  const late = await begun({ bytes });
  const mara = await member(0);
  async function* whileRemoved() {
    yield bytes.subarray(0, 300_000);
    await removeRecording(app, mara, late);
    yield bytes.subarray(300_000);
  }
  const answer = await receivePieces(app, mara, { id: late, offset: 0, body: whileRemoved() });
  expect(answer).toEqual({ ok: false, reason: 'gone' });
  expect(filesOf(late)).toEqual([]);
});

test('an answer outlives what it answered, and stands by itself', async () => {
  const id = await sent();
  const answer = await sent({ by: 1, answers: id });
  await removeRecording(app, await member(0), id);
  const kept = await seen(2, answer);
  expect(kept?.answers).toBeUndefined();
  const page = await asMember(app.database, exchange.people[2], exchange.circleId, readExchange);
  expect(page.others.map(({ first }) => first.id)).toContain(answer);
});

test('a file from a form is kept whole, or refused and not kept', async () => {
  const mara = await member(0);
  const told = { kind: 'voice', title: 'From my phone', answers: undefined } as const;
  const good = webm(300_000);
  const kept = await uploadWhole(app, mara, { ...told, file: new File([new Uint8Array(good)], 'note.webm') });
  if (!kept.ok) throw new Error(kept.reason);
  expect(await played(0, kept.id, { from: 0, to: 299_999 })).toEqual(good);
  const before = readdirSync(folder, { recursive: true }).length;
  const bad = new File([new Uint8Array(randomBytes(5000))], 'note.webm', { type: 'audio/webm' });
  expect(await uploadWhole(app, mara, { ...told, file: bad })).toEqual({ ok: false, reason: 'wrong-type' });
  expect(readdirSync(folder, { recursive: true }).length).toBe(before);
});

test('whoever leaves hears nothing more of the others, and keeps what is theirs; who joins later hears nothing from before', async () => {
  const [zora, edda, late] = (await makePeople(
    app.database,
    ['Zora', 'Edda', 'Late'],
    exchange.people[0].organisationId,
  )) as [Actor, Actor, Actor];
  const other = await makeCircle(app.database, [zora, edda]);
  const note = (by: Actor) =>
    asMember(app.database, by, other.circleId, async (tx, proven) => {
      const id = randomUUID();
      await writeNote(tx, proven, { id, title: '', words: 'Mine', to: 'circle', now: new Date() });
      return id;
    });
  const [ofZora, ofEdda] = [await note(zora), await note(edda)];
  await asMember(app.database, edda, other.circleId, leaveCircle);
  const left = await app.database.asPerson(edda, async (tx) => ({
    member: await findCircleMember(tx, edda, other.circleId),
    rows: await tx.selectFrom('recording').select('id').execute(),
  }));
  expect(left.member).toBeUndefined();
  expect(left.rows.map(({ id }) => id)).toEqual([ofEdda]);
  const found = await app.database.asPerson(late, (tx) =>
    tx.selectFrom('recording').select('id').where('id', 'in', [ofZora, ofEdda]).execute(),
  );
  expect(found).toEqual([]);
});

test('the archive of a person has their recordings, to play and to read', async () => {
  const bytes = webm(300_000);
  const id = await sent({ by: 1, bytes });
  const actor = {
    ...exchange.people[1],
    signInId: '',
    name: 'Ilse',
    timeZone: 'UTC',
    role: 'person',
  } as const;
  const archive = await gatherArchive(app, {
    ...actor,
    demonstration: false,
    theme: 'system',
    applicant: false,
  });
  if (!archive.ok) throw new Error(archive.reason);
  const files = unzipBytes(await buffer(archive.zip));
  expect(files[`files/${id}.webm`]?.equals(bytes)).toBe(true);
});

test('whoever is erased takes their recordings along, from the tables and from the disk', async () => {
  const id = await sent({ by: 2 });
  const toNoor = await sent({ by: 0, to: exchange.people[2].personId });
  expect(filesOf(id)).toHaveLength(3);
  await erasePerson(app, exchange.people[2]);
  expect(filesOf(id)).toEqual([]);
  expect(await seen(0, id)).toBeUndefined();
  // What somebody else sent them stays its owner's.
  expect((await seen(0, toNoor))?.title).toBe('A talk');
});
