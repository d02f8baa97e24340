import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { gatherWanted } from '#features/nudges/use-cases/gather-wanted.ts';
import { readToday } from '#features/sessions/use-cases/read-today.ts';
import { setDial } from '#features/sharing/use-cases/set-dial.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../../tests/support/circle.ts';
import { deleteExpiredRecordings } from './delete-expired-recordings.ts';
import { removeOwnRecording, removeRecording } from './remove-recording.ts';
import { writeNote } from './write-note.ts';

const app = useApp();

test('whom a note went to is reminded halfway to its day, until they answer or it is taken away', async () => {
  const people = (await makePeople(app.database, ['Ama', 'Ilya', 'Noor'])) as [Actor, Actor, Actor];
  const [ama, ilya, noor] = people;
  const { circleId } = await makeCircle(app.database, people);
  const note = { title: 'A question', words: 'What did you notice?', now: new Date() };
  const write = (by: Actor, more: { id: string; to: string; answers?: string }) =>
    asMember(app.database, by, circleId, (tx, member) => writeNote(tx, member, { ...note, ...more }));
  const waiting = async () => {
    const rows = await app.database.asMaintenance((tx) =>
      tx.selectFrom('nudge_proposal').select(['person_id', 'not_before', 'path']).execute(),
    );
    return rows;
  };
  const id = randomUUID();
  expect(await write(ama, { id, to: 'circle' })).toMatchObject({ ok: true });
  const told = await waiting();
  expect(told.map(({ person_id }) => person_id).sort()).toEqual([ilya.personId, noor.personId].sort());
  expect(told[0]?.path).toBe(`/circles/${circleId}/exchange/${id}`);
  expect(told[0]?.not_before.getTime()).toBeGreaterThan(note.now.getTime());
  expect(await write(ilya, { id: randomUUID(), to: 'circle', answers: id })).toMatchObject({ ok: true });
  expect((await waiting()).map(({ person_id }) => person_id)).toEqual([noor.personId]);
  const member = await asMember(app.database, ama, circleId, async (_tx, found) => found);
  await removeRecording(app, member, id);
  expect(await waiting()).toEqual([]);
});

test('what hopes for an answer stands on the first page of whom it went to, until they answer or it is gone', async () => {
  const people = (await makePeople(app.database, ['Ama', 'Ilya', 'Noor'])) as [Actor, Actor, Actor];
  const [ama, ilya, noor] = people;
  const { circleId } = await makeCircle(app.database, people);
  const note = { title: 'A question', words: 'What did you notice?', now: new Date() };
  const write = (by: Actor, more: { id: string; to: string; answers?: string }) =>
    asMember(app.database, by, circleId, (tx, member) => writeNote(tx, member, { ...note, ...more }));
  const waits = async (reader: Actor) => {
    const { waiting } = await app.database.asPerson(reader, (tx) => readToday(tx, reader));
    return waiting.flatMap(({ kind, name, about }) => (kind === 'recording' ? [{ name, about }] : []));
  };
  const [toAll, toIlya] = [randomUUID(), randomUUID()];
  await write(ama, { id: toAll, to: 'circle' });
  await write(ama, { id: toIlya, to: ilya.personId });
  const from = (...ids: string[]) => ids.map((about) => ({ name: 'Ama', about }));
  // Both hope for an answer by the same moment.
  expect(await waits(ilya)).toHaveLength(2);
  expect(await waits(ilya)).toEqual(expect.arrayContaining(from(toAll, toIlya)));
  expect(await waits(noor)).toEqual(from(toAll));
  expect(await waits(ama)).toEqual([]);
  await write(ilya, { id: randomUUID(), to: 'circle', answers: toAll });
  expect(await waits(ilya)).toEqual(from(toIlya));
  // An answer is hoped for; none is hoped for to an answer.
  expect(await waits(ama)).toEqual([]);
  const member = await asMember(app.database, ama, circleId, async (_tx, found) => found);
  await removeRecording(app, member, toAll);
  expect(await waits(noor)).toEqual([]);
});

test('no mail says that something waits once it has expired, was removed from one’s own page, was withdrawn, or its author has left', async () => {
  const people = (await makePeople(app.database, ['Ama', 'Ilya', 'Noor'])) as [Actor, Actor, Actor];
  const [ama, ilya, noor] = people;
  const { circleId } = await makeCircle(app.database, people);
  const id = { removed: randomUUID(), withdrawn: randomUUID(), ofNoor: randomUUID(), expired: randomUUID() };
  const note = { title: 'A question', words: 'What did you notice?', to: 'circle', now: app.clock.now() };
  for (const [by, one] of [
    [ama, id.removed],
    [ama, id.withdrawn],
    [noor, id.ofNoor],
    [ama, id.expired],
  ] as const)
    await asMember(app.database, by, circleId, (tx, member) => writeNote(tx, member, { ...note, id: one }));
  const told = async () => {
    const reader = { ...ilya, timeZone: 'Europe/London' };
    const topics = await app.database.asPerson(ilya, (tx) => gatherWanted(tx, reader, note.now.getTime()));
    return topics
      .flatMap(({ kind, path }) => (kind === 'request-waiting' ? [path.split('/').at(-1)] : []))
      .sort();
  };
  expect(await told()).toEqual(Object.values(id).sort());
  expect(await removeOwnRecording(app, ama, id.removed)).toBe(true);
  expect(await told()).toEqual([id.withdrawn, id.ofNoor, id.expired].sort());
  await app.database.asPerson(ama, (tx) =>
    setDial(tx, ama, { kind: 'recording', id: id.withdrawn }, { audience: 'me' }),
  );
  expect(await told()).toEqual([id.ofNoor, id.expired].sort());
  await asMember(app.database, noor, circleId, leaveCircle);
  expect(await told()).toEqual([id.expired]);
  app.time = new Date(note.now.getTime() + 31 * 86_400_000);
  await deleteExpiredRecordings(app);
  expect(await told()).toEqual([]);
});
