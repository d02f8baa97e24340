import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../../tests/support/app.ts';
import {
  must,
  openAnother,
  openTestSession,
  startSession,
  type TestSession,
} from '../../../../tests/support/session.ts';
import { createHub } from '../live/hub.ts';
import { applyCommand } from './apply-command.ts';

const app = useApp();

/** Moves on until the step of this kind runs. */
async function goTo(session: TestSession, kind: string): Promise<void> {
  for (let guard = 0; guard < 30; guard++) {
    const view = await session.view(session.people[0]);
    if (view.now?.kind === kind) return;
    await must(session.act(session.people[0], { type: 'move-on', from: view.now?.at ?? 0 }));
  }
  throw new Error(`no step of kind ${kind}`);
}

function observerOf(session: TestSession, focus: string | undefined): Actor {
  return session.people.find(({ personId }) => personId !== focus) ?? session.people[0];
}

test('the first session of a circle opens with strengths, intentions and consent; later ones do not', async () => {
  const first = await openTestSession(app);
  await startSession(first);
  expect((await first.view(first.people[0])).now?.kind).toBe('strengths');
  await goTo(first, 'consent');
  await must(first.act(first.people[0], { type: 'close' }));
  const second = await openAnother(app, first);
  await startSession(second);
  expect((await second.view(second.people[0])).now?.kind).toBe('check-in');
});

test('a session runs from the lobby to its close, and every member sees the same step', async () => {
  const session = await openTestSession(app);
  await startSession(session);
  const views = await Promise.all(session.people.map((person) => session.view(person)));
  expect(new Set(views.map(({ now }) => now?.name)).size).toBe(1);
  await must(session.act(session.people[1], { type: 'close' }));
  expect((await session.view(session.people.at(-1) ?? session.people[0])).session.status).toBe('closed');
  const row = await app.database.asWorker({}, (tx) =>
    tx
      .selectFrom('session')
      .select(['status', 'ended_at'])
      .where('id', '=', session.sessionId)
      .executeTakeFirstOrThrow(),
  );
  expect(row.status).toBe('closed');
  expect(row.ended_at).toBeInstanceOf(Date);
});

test('a command is applied once, however often it is sent', async () => {
  const session = await openTestSession(app);
  await startSession(session);
  const id = randomUUID();
  const [first] = session.people;
  await must(session.act(first, { type: 'move-on', from: 0 }, id));
  await must(session.act(first, { type: 'move-on', from: 0 }, id));
  await must(session.act(first, { type: 'move-on', from: 0 }, id));
  expect((await session.view(first)).now?.at).toBe(1);
});

test('nobody but its author reads an observation before the drill ends; then all of the session do', async () => {
  const session = await openTestSession(app);
  await startSession(session);
  await goTo(session, 'drill');
  const focus = (await session.view(session.people[0])).now?.focus;
  const observer = observerOf(session, focus);
  const secret = 'canary: she waited three breaths';
  await must(
    session.act(observer, {
      type: 'write',
      wordsId: randomUUID(),
      body: { kind: 'observation', behaviour: 0, quote: secret, offset: 1000 },
    }),
  );
  for (const person of session.people) {
    const seen = JSON.stringify(await session.view(person)).includes(secret);
    expect(seen).toBe(person === observer);
    // The second wall: the table itself, under this person's row-level security.
    const rows = await app.database.asPerson(person, (tx) =>
      tx.selectFrom('session_words').select('kind').where('kind', '=', 'observation').execute(),
    );
    expect(rows.length > 0).toBe(person === observer);
  }
  const at = (await session.view(observer)).now?.at ?? 0;
  await must(session.act(observer, { type: 'move-on', from: at }));
  for (const person of session.people) {
    if (person.personId !== focus) await session.act(person, { type: 'ready', from: at });
  }
  for (const person of session.people) {
    expect(JSON.stringify(await session.view(person))).toContain(secret);
  }
});

test('a refused command changes nothing and says why', async () => {
  const session = await openTestSession(app, { size: 2 });
  await must(session.act(session.people[0], { type: 'join' }));
  expect(await session.act(session.people[0], { type: 'start' })).toMatchObject({
    ok: false,
    refusal: 'too-few',
  });
  expect((await session.view(session.people[0])).session.status).toBe('lobby');
});

test('what one writes reaches the streams of the others, and a sealed word reaches nobody', async () => {
  const session = await openTestSession(app);
  await startSession(session);
  const messages = new Map<string, string[]>();
  const leave = await Promise.all(
    session.people.map(async (person) => {
      const seen: string[] = [];
      messages.set(person.personId, seen);
      return app.hub.subscribe({
        member: await session.member(person),
        signInId: randomUUID(),
        send: (message) => seen.push(JSON.stringify(message)),
        close: () => undefined,
      });
    }),
  );
  const [writer] = session.people;
  await goTo(session, 'check-in');
  await must(
    session.act(writer, {
      type: 'write',
      wordsId: randomUUID(),
      body: { kind: 'check-in', attempted: 'I asked first', harder: 'Waiting' },
    }),
  );
  for (const seen of messages.values()) expect(seen.at(-1)).toContain('I asked first');
  await goTo(session, 'drill');
  const focus = (await session.view(writer)).now?.focus;
  const observer = observerOf(session, focus);
  const before = new Map([...messages].map(([person, seen]) => [person, seen.length]));
  await must(
    session.act(observer, {
      type: 'write',
      wordsId: randomUUID(),
      body: { kind: 'observation', quote: 'sealed words', offset: 10 },
    }),
  );
  for (const [person, seen] of messages) {
    const grown = seen.length - (before.get(person) ?? 0);
    expect(grown).toBe(person === observer.personId ? 1 : 0);
  }
  for (const end of leave) end();
  expect(app.hub.size()).toEqual({ rooms: 0, streams: 0 });
});

test('a command that comes over two ways at the same moment is applied once, and both are told so', async () => {
  const session = await openTestSession(app, { size: 3 });
  await startSession(session);
  const [ama] = session.people;
  const other = { ...app, hub: createHub(app.database) };
  const member = await session.member(ama);
  for (let round = 0; round < 8; round++) {
    const id = randomUUID();
    const body = { kind: 'artefact' as const, artefact: 'text' as const, text: `Round ${round}` };
    const wordsId = randomUUID();
    const command = { id, by: ama.personId, act: { type: 'write' as const, wordsId, body } };
    const answers = await Promise.all([
      applyCommand(app, member, command),
      applyCommand(other, member, command),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    await must(session.act(ama, { type: 'remove', wordsId }));
  }
});
