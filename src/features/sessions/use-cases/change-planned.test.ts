import { expect, test } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../../tests/support/circle.ts';
import { usePages } from '../../../../tests/support/pages.ts';
import { planFor } from '../../../../tests/support/planned.ts';
import { changePlanned, findPlannedSession, moveSession } from './change-planned.ts';
import { openSession } from './open-session.ts';
import { readToday } from './read-today.ts';

const app = useApp();
const pages = usePages(app);
const hour = 3600_000;

async function arrange() {
  const people = (await makePeople(app.database, ['Ama', 'Ilya', 'Noor'])) as [Actor, Actor, Actor];
  const { circleId } = await makeCircle(app.database, people);
  return { people, circleId, sessionId: await planFor(app.database, people[0], circleId) };
}

const move = (actor: Actor, circleId: string, sessionId: string, startsAt: Date) =>
  asMember(app.database, actor, circleId, (tx, member) =>
    moveSession(tx, member, sessionId, { startsAt, timeZone: 'Europe/Lisbon' }),
  );

const planned = (actor: Actor, circleId: string, sessionId: string) =>
  asMember(app.database, actor, circleId, (tx, member) => findPlannedSession(tx, member, sessionId));

test('any member moves a planned session, and what is played stays', async () => {
  const { people, circleId, sessionId } = await arrange();
  const before = await planned(people[0], circleId, sessionId);
  const startsAt = new Date(Date.now() + 48 * hour);
  expect(await move(people[1], circleId, sessionId, startsAt)).toEqual({ ok: true, sessionId });
  expect(await planned(people[0], circleId, sessionId)).toEqual({
    ...before,
    startsAt,
    timeZone: 'Europe/Lisbon',
  });
});

test('a day in the past, a session of another circle and an open room are refused, and nothing changes', async () => {
  const { people, circleId, sessionId } = await arrange();
  const [ama, ilya] = people;
  const before = await planned(ama, circleId, sessionId);
  const soon = new Date(Date.now() + hour);
  expect(await move(ama, circleId, sessionId, new Date(Date.now() - hour))).toEqual({
    ok: false,
    reason: 'in-the-past',
  });
  const { circleId: other } = await makeCircle(app.database, [ama, ilya]);
  expect(await move(ama, other, sessionId, soon)).toEqual({ ok: false, reason: 'session-gone' });
  expect(await planned(ama, circleId, sessionId)).toEqual(before);
  await asMember(app.database, ama, circleId, (tx, member) => openSession(tx, member, sessionId));
  expect(await move(ama, circleId, sessionId, soon)).toEqual({ ok: false, reason: 'session-gone' });
});

test('two who open and change a session at once end in one room with one playbook', async () => {
  const { people, circleId, sessionId } = await arrange();
  const [ama, ilya] = people;
  const text = (await planned(ama, circleId, sessionId))?.playbook?.text ?? '';
  const plan = { playbookSlug: 'mine', playbookText: text, startsAt: null, timeZone: 'UTC', oneDevice: true };
  const [opened, changed] = await Promise.all([
    asMember(app.database, ama, circleId, (tx, member) => openSession(tx, member, sessionId)),
    asMember(app.database, ilya, circleId, (tx, member) => changePlanned(tx, member, sessionId, plan)),
  ]);
  expect(opened).toEqual({ ok: true, sessionId });
  if (!changed.ok) expect(['session-gone', 'session-already-open']).toContain(changed.reason);
  const events = await app.database.asPerson(ama, (tx) =>
    tx.selectFrom('session_event').select('seq').where('session_id', '=', sessionId).execute(),
  );
  expect(events).toEqual([{ seq: 1 }]);
});

test('a session whose day has passed is said gently, until it is moved, let go of, or the circle meets', async () => {
  const { people, circleId, sessionId } = await arrange();
  const [ama] = people;
  const late = (id: string) =>
    app.database.asPerson(ama, (tx) =>
      tx
        .updateTable('session')
        .set({ starts_at: new Date(Date.now() - 24 * hour) })
        .where('id', '=', id)
        .execute(),
    );
  const coming = async () =>
    (await app.database.asPerson(ama, (tx) => readToday(tx, ama))).circles[0]?.coming;
  await late(sessionId);
  expect(await coming()).toMatchObject({ id: sessionId, missed: true, live: false });
  const page = await (await pages.signedIn(ama)).get('/');
  expect(page.body).toContain('You meant to meet');
  await move(ama, circleId, sessionId, new Date(Date.now() + hour));
  expect(await coming()).toMatchObject({ id: sessionId, missed: false });
  await late(sessionId);
  const next = await planFor(app.database, ama, circleId);
  expect(await coming()).toMatchObject({ id: next, missed: false });
  await asMember(app.database, ama, circleId, (tx, member) => openSession(tx, member, next));
  await app.database.asPerson(ama, (tx) =>
    tx.updateTable('session').set({ status: 'closed' }).where('id', '=', next).execute(),
  );
  expect(await coming()).toBeUndefined();
});

test('the planned session’s page moves it, and the chooser gives it another playbook in place', async () => {
  const { people, circleId, sessionId } = await arrange();
  const visitor = await pages.signedIn(people[1]);
  const day = { date: '2031-03-04', time: '10:30', zone: 'Europe/Lisbon' };
  expect((await visitor.get(`/sessions/${sessionId}`)).body).toContain('Choose another day');
  const refused = await visitor.post(`/sessions/${sessionId}?/move`, { ...day, date: '2020-01-01' });
  expect(refused.status).toBe(409);
  expect(refused.body).toContain('That moment has passed');
  expect(refused.body).toContain('2020-01-01');
  expect((await visitor.post(`/sessions/${sessionId}?/move`, day)).leadsTo).toBe(`/sessions/${sessionId}`);

  const chooser = `/circles/${circleId}/sessions/new?session=${sessionId}`;
  expect((await visitor.get(chooser)).body).toContain(
    `?playbook=two-question-check-in&amp;session=${sessionId}`,
  );
  const form = await visitor.get(`${chooser}&playbook=two-question-check-in`);
  expect(form.body).toContain('value="2031-03-04"');
  const done = await visitor.post(`${chooser}&playbook=two-question-check-in&/plan`, {
    ...day,
    playbook: 'two-question-check-in',
    session: sessionId,
    changes: '[]',
    when: 'later',
    time: '11:30',
    device: 'one',
  });
  expect(done.leadsTo).toBe(`/circles/${circleId}`);
  const all = await app.database.asPerson(people[0], (tx) =>
    tx
      .selectFrom('session')
      .select(['id', 'playbook_slug', 'starts_at', 'one_device'])
      .where('circle_id', '=', circleId)
      .execute(),
  );
  expect(all).toEqual([
    {
      id: sessionId,
      playbook_slug: 'two-question-check-in',
      starts_at: new Date('2031-03-04T11:30:00Z'),
      one_device: true,
    },
  ]);
});

test('steps that were changed for a planned session are there again when it is changed once more', async () => {
  const { people, circleId, sessionId } = await arrange();
  const visitor = await pages.signedIn(people[0]);
  const address = `/circles/${circleId}/sessions/new?playbook=live-drill&session=${sessionId}`;
  const whole = (await visitor.get(address)).body;
  expect(whole).toContain('Evidence</h3>');
  await visitor.post(`${address}&/plan`, {
    playbook: 'live-drill',
    session: sessionId,
    changes: '[{"type":"drop","step":"Evidence"}]',
    when: 'later',
    date: '2031-03-04',
    time: '10:30',
    zone: 'Europe/Lisbon',
  });
  const again = (await visitor.get(address)).body;
  expect(again).not.toContain('Evidence</h3>');
});

test('neither a colleague nor a former member finds or moves a planned session', async () => {
  const { people, circleId, sessionId } = await arrange();
  const [ama, , noor] = people;
  const [colleague] = (await makePeople(app.database, ['Cato'], ama.organisationId)) as [Actor];
  await asMember(app.database, noor, circleId, leaveCircle);
  const before = await planned(ama, circleId, sessionId);
  for (const outsider of [colleague, noor]) {
    const visitor = await pages.signedIn(outsider);
    const day = { date: '2031-03-04', time: '10:30', zone: 'Europe/Lisbon' };
    expect((await visitor.post(`/sessions/${sessionId}?/move`, day)).status).toBe(404);
    expect((await visitor.get(`/circles/${circleId}/sessions/new?session=${sessionId}`)).status).toBe(404);
  }
  expect(await planned(ama, circleId, sessionId)).toEqual(before);
});
