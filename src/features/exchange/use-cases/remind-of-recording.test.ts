import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { readToday } from '#features/sessions/use-cases/read-today.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../../tests/support/circle.ts';
import { removeRecording } from './remove-recording.ts';
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
