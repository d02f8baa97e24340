import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { optInWithManager } from '#features/circles/use-cases/opt-in-with-manager.ts';
import { readCirclePage } from '#features/circles/use-cases/read-circle-page.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember } from '../../../tests/support/circle.ts';
import { must, openTestSession, type TestSession } from '../../../tests/support/session.ts';
import { listenToOtherNodes } from './live/listen.ts';

const app = useApp();
let stop: () => Promise<void>;
beforeAll(() => {
  stop = listenToOtherNodes(app, app.database.appUrl);
});
afterAll(() => stop());

type Three = [Actor, Actor, Actor];

/** Three in a circle that agreed, with a session open; the first manages the second. */
async function arrange() {
  const session = await openTestSession(app, { size: 3 });
  const [mara, ilya, noor] = session.people as unknown as Three;
  await manages(mara, ilya);
  return { session, mara, ilya, noor };
}

const manages = (manager: Actor, report: Actor) =>
  app.database.asMaintenance((tx) =>
    tx
      .updateTable('person')
      .set({ manager_id: manager.personId })
      .where('id', '=', report.personId)
      .execute(),
  );

const optIn = (session: TestSession, who: Actor, other: Actor) =>
  asMember(app.database, who, session.circleId, (tx, member) => optInWithManager(tx, member, other.personId));

const missing = async (session: TestSession, who: Actor) => (await session.view(who)).door?.missing;

test('a manager and their report each say yes before a session starts with both of them', async () => {
  const { session, mara, ilya, noor } = await arrange();
  for (const person of [mara, ilya, noor]) await must(session.act(person, { type: 'join' }));
  const refused = { ok: false, refusal: 'opt-in-missing' };
  expect(await session.act(ilya, { type: 'start' })).toEqual({ ...refused, other: mara.personId });
  expect(await session.act(noor, { type: 'start' })).toEqual(refused);
  expect(await missing(session, mara)).toEqual([{ what: 'opt-in', other: ilya.personId, name: 'Ilya' }]);
  // The third reads that something is open, and not between whom.
  expect(await missing(session, noor)).toEqual([{ what: 'opt-in' }]);
  expect((await session.view(noor)).can).not.toContain('start');

  expect(await optIn(session, noor, mara)).toEqual({ ok: false, reason: 'nothing-open' });
  expect(await optIn(session, ilya, mara)).toEqual({ ok: true });
  expect(await optIn(session, ilya, mara)).toEqual({ ok: false, reason: 'nothing-open' });
  expect((await asMember(app.database, noor, session.circleId, readCirclePage)).pairs).toEqual([]);
  expect(await session.act(noor, { type: 'start' })).toEqual(refused);
  expect(await optIn(session, mara, ilya)).toEqual({ ok: true });
  expect(await missing(session, noor)).toEqual([]);
  await must(session.act(noor, { type: 'start' }));
});

test('one of the two starts with the others, and the second waits at the door until both have said yes', async () => {
  const { session, mara, ilya, noor } = await arrange();
  for (const person of [mara, noor]) await must(session.act(person, { type: 'join' }));
  await must(session.act(noor, { type: 'start' }));
  expect(await session.act(ilya, { type: 'join' })).toMatchObject({
    refusal: 'opt-in-missing',
    other: mara.personId,
  });
  expect(await missing(session, ilya)).toEqual([{ what: 'opt-in', other: mara.personId, name: 'Mara' }]);
  await optIn(session, mara, ilya);
  expect(await session.act(ilya, { type: 'join' })).toMatchObject({ refusal: 'opt-in-missing' });
  await optIn(session, ilya, mara);
  await must(session.act(ilya, { type: 'join' }));
});

test('an open room hears of a yes at once, and of somebody who became a manager meanwhile at the start', async () => {
  const { session, mara, ilya, noor } = await arrange();
  for (const person of [mara, ilya, noor]) await must(session.act(person, { type: 'join' }));
  const seen: string[] = [];
  const leave = await app.hub.subscribe({
    member: await session.member(noor),
    signInId: randomUUID(),
    send: ({ view }) => void seen.push(view),
    close: () => undefined,
  });
  expect(seen.at(-1)).toContain('opt-in');
  await optIn(session, mara, ilya);
  await optIn(session, ilya, mara);
  await expect.poll(() => seen.at(-1)).not.toContain('opt-in');
  await manages(noor, mara);
  expect(await session.act(ilya, { type: 'start' })).toEqual({ ok: false, refusal: 'opt-in-missing' });
  leave();
});
