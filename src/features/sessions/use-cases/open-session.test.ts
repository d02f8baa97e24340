import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../../tests/support/circle.ts';
import { planFor } from '../../../../tests/support/planned.ts';
import { agreedDate, giveAgreedDateAway } from './agreed-date.ts';
import { cancelPlanned } from './cancel-planned.ts';
import { comingSessions } from './coming-sessions.ts';
import { sessionsOf } from './list-sessions.ts';
import { openSession } from './open-session.ts';
import { openPlanned } from './plan-session.ts';

const app = useApp();

async function arrange() {
  const people = (await makePeople(app.database, ['Ama', 'Ilya', 'Noor'])) as [Actor, Actor, Actor];
  const { circleId } = await makeCircle(app.database, people);
  return { people, circleId, sessionId: await planFor(app.database, people[0], circleId) };
}

const open = (actor: Actor, circleId: string, sessionId: string) =>
  asMember(app.database, actor, circleId, (tx, member) => openSession(tx, member, sessionId));

async function liveOf(actor: Actor, circleId: string) {
  const coming = await app.database.asPerson(actor, (tx) => comingSessions(tx, actor, [circleId]));
  const next = coming([{ id: circleId, people: 3 }]).get(circleId);
  return next?.live ? next.id : undefined;
}

test('two who open a planned session at once come into the same room', async () => {
  const { people, circleId, sessionId } = await arrange();
  const opened = await Promise.all(people.map((person) => open(person, circleId, sessionId)));
  expect(opened).toEqual(people.map(() => ({ ok: true, sessionId })));
  const events = await app.database.asPerson(people[0], (tx) =>
    tx.selectFrom('session_event').select('seq').where('session_id', '=', sessionId).execute(),
  );
  expect(events).toEqual([{ seq: 1 }]);
});

test('two who open two dates of one circle at once come into one room', async () => {
  const { people, circleId, sessionId } = await arrange();
  const [ama, ilya] = people;
  const other = await planFor(app.database, ama, circleId, 120);
  const opened = await Promise.all([open(ama, circleId, sessionId), open(ilya, circleId, other)]);
  const live = await liveOf(ama, circleId);
  expect([sessionId, other]).toContain(live);
  expect(opened).toEqual([
    { ok: true, sessionId: live },
    { ok: true, sessionId: live },
  ]);
});

test('neither a colleague nor a stranger nor a former member opens a room', async () => {
  const { people, circleId, sessionId } = await arrange();
  const [ama, , noor] = people;
  const [colleague] = (await makePeople(app.database, ['Cato'], ama.organisationId)) as [Actor];
  const [stranger] = (await makePeople(app.database, ['Stig'])) as [Actor];
  await asMember(app.database, noor, circleId, leaveCircle);
  for (const outsider of [colleague, stranger, noor]) {
    await expect(open(outsider, circleId, sessionId)).rejects.toThrow('not a member');
    // The second wall: the database itself, asked without the gate.
    expect(await app.database.asPerson(outsider, (tx) => openPlanned(tx, outsider, sessionId))).toBe(false);
  }
  expect(await liveOf(ama, circleId)).toBeUndefined();
});

test('a session of another circle is not opened through one’s own', async () => {
  const { people, sessionId } = await arrange();
  const [ama, ilya] = people;
  const { circleId: own } = await makeCircle(app.database, [ama, ilya]);
  expect(await open(ama, own, sessionId)).toEqual({ ok: false, reason: 'session-gone' });
});

test('a date without a playbook is not opened', async () => {
  const { people, circleId, sessionId } = await arrange();
  const [ama] = people;
  await app.database.asPerson(ama, (tx) =>
    tx
      .updateTable('session')
      .set({ playbook_text: null, playbook_slug: null })
      .where('id', '=', sessionId)
      .execute(),
  );
  expect(await open(ama, circleId, sessionId)).toEqual({ ok: false, reason: 'no-playbook' });
  // Planning it gives the date away, and leaves what has a playbook.
  const other = await planFor(app.database, ama, circleId, 120);
  await asMember(app.database, ama, circleId, async (tx, member) => {
    expect(await agreedDate(tx, member)).toBeInstanceOf(Date);
    await giveAgreedDateAway(tx, member);
    expect(await agreedDate(tx, member)).toBeUndefined();
    expect((await sessionsOf(tx, member)).sessions.map(({ id }) => id)).toEqual([other]);
  });
});

test('any member calls a planned session off, and an open one stays open', async () => {
  const { people, circleId, sessionId } = await arrange();
  const [ama, ilya] = people;
  const cancel = (id: string) =>
    asMember(app.database, ilya, circleId, (tx, member) => cancelPlanned(tx, member, id));
  expect(await cancel(sessionId)).toEqual({ ok: true });
  expect(await open(ama, circleId, sessionId)).toEqual({ ok: false, reason: 'session-gone' });
  const other = await planFor(app.database, ama, circleId);
  await open(ama, circleId, other);
  expect(await cancel(other)).toEqual({ ok: false, reason: 'session-gone' });
  expect(await liveOf(ama, circleId)).toBe(other);
});

test('the list comes twenty at a time, each session once, and only from one’s own time in the circle', async () => {
  const { people, circleId, sessionId } = await arrange();
  const [ama, ilya] = people;
  await open(ama, circleId, sessionId);
  for (let planned = 0; planned < 22; planned += 1) await planFor(app.database, ama, circleId, 60 + planned);
  const page = (actor: Actor, circle: string, before?: string) =>
    asMember(app.database, actor, circle, (tx, member) => sessionsOf(tx, member, before));
  const first = await page(ilya, circleId);
  const second = await page(ilya, circleId, first.older);
  expect([first.sessions.length, second.sessions.length]).toEqual([20, 3]);
  expect(second.older).toBeUndefined();
  const ids = [...first.sessions, ...second.sessions].map(({ id }) => id);
  expect(new Set(ids).size).toBe(23);
  expect(ids).toContain(sessionId);
  expect((await page(ilya, circleId, randomUUID())).sessions).toEqual([]);
});
