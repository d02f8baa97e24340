import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { beforeAll, expect, test } from 'vitest';
import type { Act } from '#core/session/command.ts';
import { createHub } from '#features/sessions/live/hub.ts';
import { type Applied, applyCommand } from '#features/sessions/use-cases/apply-command.ts';
import type { App } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../support/app.ts';
import { must, openAnother, openTestSession, startSession, type TestSession } from '../support/session.ts';
import { toTheDrill } from './to-the-drill.ts';

const app = useApp();
/** A second node on the same database, with a memory of its own. */
let other: App;
let first: TestSession;
beforeAll(async () => {
  other = { ...app, hub: createHub(app.database) };
  first = await openTestSession(app);
});

/** The same act as `session.act`, on a node of one's choice. */
async function on(node: App, session: TestSession, person: Actor, act: Act): Promise<Applied> {
  return applyCommand(node, await session.member(person), { id: randomUUID(), by: person.personId, act });
}

async function count(text: string, values: unknown[]): Promise<number> {
  const admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  const { rows } = await admin.query<{ n: string }>(text, values);
  await admin.end();
  return Number(rows[0]?.n);
}

const facts = (session: TestSession, type: string) =>
  count(`SELECT count(*) AS n FROM session_event WHERE session_id = $1 AND fact ->> 'type' = $2`, [
    session.sessionId,
    type,
  ]);

test('two who start, move on and close at the same moment, on two nodes, do each once', async () => {
  const session = first;
  const [mara, ilya] = session.people;
  for (const person of session.people) await must(session.act(person, { type: 'join' }));
  const atOnce = (act: Act) => Promise.all([on(app, session, mara, act), on(other, session, ilya, act)]);
  const started = await atOnce({ type: 'start' });
  expect(started.filter(({ ok }) => ok)).toHaveLength(1);
  const { now } = await session.view(mara);
  const moved = await atOnce({ type: 'move-on', from: now?.at ?? 0 });
  expect(moved.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await session.view(ilya)).now?.at).toBe((now?.at ?? 0) + 1);
  const closed = await atOnce({ type: 'close' });
  expect(closed.filter(({ ok }) => ok)).toHaveLength(1);
  expect([await facts(session, 'started'), await facts(session, 'closed')]).toEqual([1, 1]);
});

test.each([1, 2, 3])(
  'a discard and a keep, a rewording and a strike at the same moment leave no word behind (%d)',
  async () => {
    const session = await openAnother(app, first);
    await startSession(session);
    await toTheDrill(session);
    const { now } = await session.view(session.people[0]);
    const subject = session.people.find(({ personId }) => personId === now?.focus) as Actor;
    const observers = session.people.filter((person) => person !== subject);
    const ids = observers.map(() => randomUUID());
    for (const [index, observer] of observers.entries()) {
      const body = { kind: 'observation' as const, quote: 'What would help?', offset: 1 };
      await must(session.act(observer, { type: 'write', wordsId: ids[index] as string, body }));
    }
    await must(session.act(subject, { type: 'close' }));
    await must(session.act(subject, { type: 'propose-discard' }));
    const [last, ...rest] = observers as [Actor, ...Actor[]];
    for (const person of rest) await must(session.act(person, { type: 'agree-discard' }));
    const keep: Act = { type: 'keep', wordsId: ids[0] as string, for: 'circle' };
    await Promise.all([
      on(app, session, last, { type: 'agree-discard' }),
      on(other, session, subject, keep).catch(() => undefined),
      on(other, session, last, { type: 'remove', wordsId: ids[0] as string }).catch(() => undefined),
    ]);
    const left = await count('SELECT count(*) AS n FROM session_words WHERE session_id = $1', [
      session.sessionId,
    ]);
    const log = await count('SELECT count(*) AS n FROM session_event WHERE session_id = $1', [
      session.sessionId,
    ]);
    expect([left, log]).toEqual([0, 0]);
    // Whoever comes late meets a sentence, and no error.
    const late = await app.database.asPerson(subject, async (_tx, client) => {
      const { rows } = await client.query('SELECT status FROM session WHERE id = $1', [session.sessionId]);
      return rows;
    });
    expect(late).toEqual([{ status: 'discarded' }]);
  },
);
