import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { writeReads } from '#features/sharing/use-cases/note-read.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember } from '../../../tests/support/circle.ts';
import { usePages } from '../../../tests/support/pages.ts';
import {
  must,
  openAnother,
  openTestSession,
  startSession,
  type TestSession,
} from '../../../tests/support/session.ts';
import { planSession } from './use-cases/plan-session.ts';

const app = useApp();
const pages = usePages(app);

/** What this person's page of the session says, as text and mark-up. */
async function pageOf(session: TestSession, person: Actor): Promise<string> {
  return (await (await pages.signedIn(person)).get(`/sessions/${session.sessionId}`)).body;
}

async function act(session: TestSession, person: Actor, fields: Record<string, string>): Promise<number> {
  const visitor = await pages.signedIn(person);
  return (await visitor.post(`/sessions/${session.sessionId}?/act`, fields)).status;
}

const quote = 'What would help you most';

/** A closed session in which the second person observed the one who practised, who is given with the observer. */
async function practised() {
  const session = await openTestSession(app);
  await startSession(session);
  const [first] = session.people;
  for (let guard = 0; guard < 30; guard++) {
    const { now } = await session.view(first);
    if (now?.kind === 'drill') break;
    await must(session.act(first, { type: 'move-on', from: now?.at ?? 0 }));
  }
  const { now } = await session.view(first);
  const subject = session.people.find(({ personId }) => personId === now?.focus) as Actor;
  const [observer, other] = session.people.filter((person) => person !== subject) as [Actor, Actor];
  const wordsId = randomUUID();
  const body = { kind: 'observation' as const, behaviour: 0, quote, offset: 1000 };
  await must(session.act(observer, { type: 'write', wordsId, body }));
  await must(session.act(observer, { type: 'close' }));
  return { session, subject, observer, other, wordsId };
}

test('evidence is its author’s and theirs whom it is about, until they keep it for the circle, or delete it', async () => {
  const { session, subject, observer, other, wordsId } = await practised();
  const readers = async () =>
    (await Promise.all([subject, observer, other].map((person) => pageOf(session, person)))).map((page) =>
      page.includes(quote),
    );
  expect(await readers()).toEqual([true, true, false]);
  // Nobody else says how far it goes.
  expect(await act(session, observer, { act: 'keep', wordsId, for: 'circle' })).toBe(409);
  expect(await act(session, subject, { act: 'keep', wordsId, for: 'circle' })).toBe(303);
  expect(await readers()).toEqual([true, true, true]);
  expect(await act(session, subject, { act: 'keep', wordsId, for: 'me' })).toBe(303);
  expect(await readers()).toEqual([true, true, false]);
  expect(await act(session, other, { act: 'remove', wordsId })).toBe(409);
  expect(await act(session, subject, { act: 'remove', wordsId })).toBe(303);
  expect(await readers()).toEqual([false, false, false]);
});

test('whoever said something about somebody sees that they have opened it, and nobody else does', async () => {
  const { session, subject, observer, other, wordsId } = await practised();
  const noted = async () => {
    await writeReads(app);
    return app.database.asMaintenance((tx) =>
      tx
        .selectFrom('share_read')
        .select(['owner_id', 'reader_id', 'version'])
        .where('item_id', '=', wordsId)
        .execute(),
    );
  };
  for (const person of [observer, other]) expect(await pageOf(session, person)).not.toContain('opened it on');
  expect(await noted()).toEqual([]);
  for (let twice = 0; twice < 2; twice++)
    expect(await pageOf(session, subject)).toContain('Whoever wrote it sees that you have opened it.');
  expect(await noted()).toEqual([{ owner_id: observer.personId, reader_id: subject.personId, version: 1 }]);
  const told = await Promise.all([observer, subject, other].map((person) => pageOf(session, person)));
  expect(told.map((page) => page.includes('opened it on'))).toEqual([true, false, false]);
  // Also once the circle may read it, only those whom it is about are told of.
  await act(session, subject, { act: 'keep', wordsId, for: 'circle' });
  expect(await pageOf(session, other)).toContain(quote);
  expect(await noted()).toHaveLength(1);
  await expect(
    app.database.asPerson(other, (tx) =>
      tx
        .insertInto('share_read')
        .values({
          organisation_id: other.organisationId,
          ...{ reader_id: other.personId, owner_id: observer.personId, kind: 'observation' },
          ...{ item_id: wordsId, version: 1 },
        })
        .execute(),
    ),
  ).rejects.toThrow('row-level security');
  await act(session, subject, { act: 'remove', wordsId });
  expect(await noted()).toEqual([]);
});

test('of who has left the circle nobody is told any more what they open', async () => {
  const { session, subject, observer } = await practised();
  await asMember(app.database, subject, session.circleId, leaveCircle);
  expect(await pageOf(session, subject)).toContain(quote);
  await writeReads(app);
  expect(await pageOf(session, observer)).not.toContain('opened it on');
});

test('one strikes one’s own words, and nobody reads them any more', async () => {
  const { session, subject, observer, wordsId } = await practised();
  expect(await act(session, observer, { act: 'remove', wordsId })).toBe(303);
  expect(await pageOf(session, subject)).not.toContain(quote);
});

test('who left the circle keeps the page of a session they were at, and sees no later one', async () => {
  const { session, other } = await practised();
  await asMember(app.database, other, session.circleId, leaveCircle);
  expect((await (await pages.signedIn(other)).get(`/sessions/${session.sessionId}`)).status).toBe(200);
  const stayed = session.people.filter((person) => person !== other) as TestSession['people'];
  const later = await openAnother(app, { circleId: session.circleId, people: stayed });
  expect((await (await pages.signedIn(other)).get(`/sessions/${later.sessionId}`)).status).toBe(404);
});

test('a stranger meets "not found", on the page and at its acts', async () => {
  const { session, wordsId } = await practised();
  const [stranger] = (await openTestSession(app)).people;
  expect((await (await pages.signedIn(stranger)).get(`/sessions/${session.sessionId}`)).status).toBe(404);
  expect(await act(session, stranger, { act: 'remove', wordsId })).toBe(404);
});

test('once all have agreed to a discard, its page says so to the circle and shows no words', async () => {
  const { session, subject, observer } = await practised();
  const rest = session.people.filter((person) => person !== subject);
  expect(await act(session, subject, { act: 'propose-discard' })).toBe(303);
  expect(await pageOf(session, observer)).toContain('I agree: discard it');
  expect(await act(session, observer, { act: 'withdraw-discard' })).toBe(303);
  expect(await act(session, subject, { act: 'propose-discard' })).toBe(303);
  for (const person of rest) expect(await act(session, person, { act: 'agree-discard' })).toBe(303);
  const page = await pageOf(session, subject);
  expect(page).toContain('This session was discarded');
  expect(page).not.toContain(quote);
});

test('a planned session is opened from its page once, and one without a playbook not at all', async () => {
  const { session, subject } = await practised();
  const plan = { startsAt: new Date(Date.now() + 86_400_000), timeZone: 'Europe/London', oneDevice: false };
  const { playbook_text: text } = await app.database.asPerson(subject, (tx) =>
    tx
      .selectFrom('session')
      .select('playbook_text')
      .where('id', '=', session.sessionId)
      .executeTakeFirstOrThrow(),
  );
  const planned = await asMember(app.database, subject, session.circleId, (tx, member) =>
    planSession(tx, member, { ...plan, playbookSlug: 'live-drill', playbookText: text ?? '' }),
  );
  if (!planned.ok) throw new Error(planned.reason);
  const visitor = await pages.signedIn(subject);
  const address = `/sessions/${planned.sessionId}`;
  expect((await visitor.get(address)).body).toContain('Open the room');
  expect((await visitor.post(`${address}?/open`)).leadsTo).toBe(`${address}/room`);
  // Somebody else pressed it at the same moment: they come to what is open now.
  expect((await visitor.post(`${address}?/open`)).leadsTo).toBe(address);
  expect((await visitor.post(`${address}?/cancel`)).leadsTo).toBe(address);
  expect((await visitor.get(address)).body).toContain('Go to the room');
});

test('a planned session is cancelled by any member, and says so', async () => {
  const { session, subject, other } = await practised();
  const id = randomUUID();
  await app.database.asPerson(subject, (tx) =>
    tx
      .insertInto('session')
      .values({
        organisation_id: subject.organisationId,
        id,
        circle_id: session.circleId,
        status: 'planned',
        starts_at: new Date(Date.now() + 86_400_000),
        time_zone: 'Europe/London',
        created_by: subject.personId,
      })
      .execute(),
  );
  const visitor = await pages.signedIn(other);
  expect((await visitor.get(`/sessions/${id}`)).body).toContain('Choose a playbook');
  expect((await visitor.post(`/sessions/${id}?/open`)).status).toBe(409);
  expect((await visitor.post(`/sessions/${id}?/cancel`)).leadsTo).toBe(`/circles/${session.circleId}`);
  expect((await visitor.get(`/sessions/${id}`)).body).toContain('This session was called off');
  expect((await visitor.post(`/sessions/${id}?/cancel`)).status).toBe(409);
});
