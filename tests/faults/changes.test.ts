import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tellPeople } from '#features/changes/use-cases/tell-people.ts';
import { writeEntry } from '#features/journal/use-cases/write-entry.ts';
import { startSignIn } from '#features/people/use-cases/start-sign-in.ts';
import { nodePrefix } from '#features/sessions/store/watched.ts';
import { readMySharing } from '#features/sharing/use-cases/read-my-sharing.ts';
import { setDial } from '#features/sharing/use-cases/set-dial.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../support/app.ts';
import { makeCircle, makePeople } from '../support/circle.ts';
import { testMasterKey } from '../support/database.ts';
import { newDataFolder, type Program, startProgram, untilHealthy } from '../support/program.ts';
import { type ChangesWatcher, watchChanges } from '../support/watch-changes.ts';

const app = useApp();
const watchers: ChangesWatcher[] = [];
let people: Actor[];
let tokens: string[];
let one: Program;
let other: Program;

async function startNode(data: string): Promise<Program> {
  const node = await startProgram(data, {
    DATABASE_URL: app.database.appUrl,
    DATABASE_OWNER_URL: app.database.ownerUrl,
    RONDO_MASTER_KEY: testMasterKey.toString('base64'),
  });
  await untilHealthy(node);
  return node;
}

async function watch(node: Program, seat: number): Promise<ChangesWatcher> {
  const watcher = await watchChanges(node.origin, { token: tokens[seat] ?? '' });
  watchers.push(watcher);
  return watcher;
}

/** A node serves pages before it hears of what others do: tells this until it has. */
async function untilHearing(node: Program, topic: string): Promise<void> {
  const tab = await watch(node, 2);
  while (!tab.messages().flat().includes(topic)) {
    await tell([2], topic);
    await pause(50);
  }
}

const tell = (seats: number[], topic: string) =>
  app.database.asPerson(people[0] as Actor, (tx) =>
    tellPeople(tx, {
      organisationId: people[0]?.organisationId ?? '',
      people: seats.map((seat) => people[seat]?.personId ?? ''),
      topic,
    }),
  );

beforeAll(async () => {
  people = await makePeople(app.database, ['Mara', 'Ilya', 'Noor']);
  tokens = await Promise.all(
    people.map((person) =>
      app.database.asPerson(person, (tx) => startSignIn(tx, { ...person, device: 'test', now: new Date() })),
    ),
  ).then((made) => made.map(({ token }) => token));
  const data = newDataFolder();
  one = await startNode(data);
  other = await startNode(data);
  for (const node of [one, other]) await untilHearing(node, 'begun');
});

afterAll(async () => {
  for (const watcher of watchers) watcher.close();
  await one?.end('SIGTERM');
  await other?.end('SIGTERM');
});

test('a change reaches the open pages of whom it is told at every node, and of nobody else', async () => {
  const [mara, ilya, ilyaToo, noor] = await Promise.all([
    watch(one, 0),
    watch(one, 1),
    watch(other, 1),
    watch(other, 2),
  ]);
  await tell([0, 1], 'shares');
  await Promise.all([mara, ilya, ilyaToo].map((tab) => tab?.until('shares', 1)));
  // What is told next comes to all of them, so the other would have come before it.
  await tell([0, 1, 2], 'later');
  await noor?.until('later', 1);
  expect(noor?.messages().flat()).not.toContain('shares');
});

test('what is withdrawn at one node is told to the pages of the other within two seconds', async () => {
  const [mara, ilya] = people as [Actor, Actor];
  const { circleId } = await makeCircle(app.database, [mara, ilya]);
  const id = randomUUID();
  const empty = { action: '', result: '', feelings: '', changed: '', matters: '', keep: '' };
  const tab = await watch(other, 1);
  const before = tab.messages().length;
  const share = await app.database.asPerson(mara, async (tx) => {
    await writeEntry(tx, mara, {
      id,
      day: '2026-11-12',
      version: 0,
      context: 'The lift was broken',
      ...empty,
    });
    await setDial(tx, mara, { kind: 'journal_entry', id }, { audience: 'circle', circleId });
    return (await readMySharing(tx, mara)).find(({ itemId }) => itemId === id)?.id ?? '';
  });
  await tab.until('shares', before);
  const read = () =>
    fetch(`${other.origin}/circles/${circleId}/entries/${share}`, {
      headers: { cookie: `rondo=${tokens[1]}` },
    });
  expect((await read()).status).toBe(200);
  const heard = tab.next('shares');
  const begun = performance.now();
  const answer = await fetch(`${one.origin}/me/sharing?/withdraw`, {
    method: 'POST',
    headers: {
      ...{ cookie: `rondo=${tokens[0]}`, origin: one.origin },
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ share }),
  });
  expect(answer.status).toBe(200);
  await heard;
  expect(performance.now() - begun).toBeLessThan(2000);
  expect((await read()).status).toBe(404);
});

test('what is told in a transaction that fails is told to nobody', async () => {
  const tab = await watch(one, 0);
  await expect(
    app.database.asPerson(people[0] as Actor, async (tx) => {
      const { organisationId, personId } = people[0] as Actor;
      await tellPeople(tx, { organisationId, people: [personId], topic: 'never' });
      throw new Error('it failed later');
    }),
  ).rejects.toThrow('it failed later');
  await tell([0], 'after');
  await tab.until('after', 1);
  expect(tab.messages().flat()).not.toContain('never');
});

test('a node whose notice connection broke tells its pages to look at everything again', async () => {
  const tab = await watch(other, 0);
  const before = tab.messages().length;
  const client = new Client({ connectionString: app.database.superuserUrl });
  await client.connect();
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND starts_with(application_name, $1)',
    [nodePrefix],
  );
  await client.end();
  await tell([0], 'unheard');
  await tab.until('everything', before);
});

test('a stream that opens hears what was told since its page was read, at a node that was there', async () => {
  // Its notice connection, which was broken above, is made again.
  await untilHearing(one, 'again');
  const open = await watch(one, 2);
  await tell([2], 'meanwhile');
  await open.until('meanwhile');
  const tab = await watchChanges(one.origin, { token: tokens[2] ?? '', age: 1500 });
  watchers.push(tab);
  expect(tab.messages()[0]).toContain('meanwhile');
});
