import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RoomView } from '#core/session/view.ts';
import { findSessionMember } from '#features/sessions/access.ts';
import { listenToOtherNodes } from '#features/sessions/live/listen.ts';
import { nodePrefix } from '#features/sessions/store/watched.ts';
import { hashToken } from '#server/tokens.ts';
import { useApp } from '../support/app.ts';
import { testMasterKey } from '../support/database.ts';
import { newDataFolder, type Program, startProgram, untilHealthy } from '../support/program.ts';
import { type ArrangedRoom, arrangeRooms } from '../support/rooms.ts';
import { type Entry, judge } from './ledger.ts';
import { bringTo, keepWriting, send } from './members.ts';
import { makeSilenceableWay } from './silenceable-way.ts';
import { type Watcher, watchRoom } from './watch-room.ts';

const app = useApp();
/** Of the same server: what is announced in one database is not heard in another. */
const elsewhere = useApp();
const watchers: Watcher[] = [];
let client: Client;
let rooms: ArrangedRoom[];
let one: Program;
let other: Program;
let listenerOfOther: number;

async function startNode(data: string): Promise<Program> {
  const { appUrl, ownerUrl } = app.database;
  const node = await startProgram(data, {
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
    RONDO_MASTER_KEY: testMasterKey.toString('base64'),
  });
  await untilHealthy(node);
  return node;
}

async function listeners(): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND starts_with(application_name, $1)',
    [nodePrefix],
  );
  return rows.map(({ pid }) => pid);
}

/** A node serves pages before it listens to the others: waits until so many do. */
async function listenersOnce(count: number): Promise<number[]> {
  for (;;) {
    const pids = await listeners();
    if (pids.length === count) return pids;
    await pause(20);
  }
}

async function watch(node: Program, room: ArrangedRoom, seat: number): Promise<Watcher> {
  const watcher = await watchRoom(node.origin, room, room.tokens[seat] ?? '');
  watchers.push(watcher);
  return watcher;
}

function act(node: Program, room: ArrangedRoom, seat: number, what: Parameters<typeof send>[3]) {
  return send(() => node.origin, room, room.tokens[seat] ?? '', what);
}

/** What must be the same wherever one looks. */
function stateOf({ now, clock, strip }: RoomView) {
  return { at: now?.at, endsAt: clock?.endsAt, strip };
}

beforeAll(async () => {
  client = new Client({ connectionString: app.database.superuserUrl });
  await client.connect();
  rooms = await arrangeRooms(app.database, { count: 6, size: 5 });
  // Both keep stored files in one folder; only the embedded database is for one program alone.
  const data = newDataFolder();
  one = await startNode(data);
  const [first] = await listenersOnce(1);
  other = await startNode(data);
  listenerOfOther = (await listenersOnce(2)).find((pid) => pid !== first) ?? 0;
});

afterAll(async () => {
  for (const watcher of watchers) watcher.close();
  await one?.end('SIGTERM');
  await other?.end('SIGTERM');
  await client?.end();
});

test('five members spread over two nodes are in one room: what happens at one is seen at the other', async () => {
  const room = rooms[0] as ArrangedRoom;
  await bringTo(() => one.origin, room, 'check-in');
  const tabs = await Promise.all(
    room.tokens.map((_token, seat) => watch(seat % 2 ? other : one, room, seat)),
  );
  const from = tabs[0]?.latest().now?.at ?? 0;
  expect(await act(one, room, 0, { type: 'move-on', from })).toMatchObject({ ok: true });
  const seen = await Promise.all(tabs.map((tab) => tab.until(({ now }) => now?.at === from + 1)));
  for (const view of seen) expect(stateOf(view)).toEqual(stateOf(seen[0] as RoomView));
  // And back: the node that heard can answer.
  expect(await act(other, room, 1, { type: 'move-on', from: from + 1 })).toMatchObject({ ok: true });
  await Promise.all(tabs.map((tab) => tab.until(({ now }) => now?.at === from + 2)));
});

test("sealed words reach their author's other tab at the other node, and nobody else's stream anywhere", async () => {
  const room = rooms[1] as ArrangedRoom;
  await bringTo(() => one.origin, room, 'drill');
  const tabs = await Promise.all(
    room.tokens.map((_token, seat) => watch(seat % 2 ? other : one, room, seat)),
  );
  const author = tabs.findIndex(
    (tab, seat) => seat % 2 === 0 && tab.latest().canWrite.includes('observation'),
  );
  const second = await watch(other, room, author);
  const others = tabs.filter((_tab, seat) => seat !== author);
  const before = others.map((tab) => tab.count());
  const quote = `only mine ${randomUUID()}`;
  const body = { kind: 'observation', quote, offset: 4 } as const;
  expect(await act(one, room, author, { type: 'write', wordsId: randomUUID(), body })).toEqual(
    expect.objectContaining({ ok: true }),
  );
  await second.until((view) => JSON.stringify(view).includes(quote));
  // A change that all may see comes next, so whatever the sealed words had caused would have come before it.
  const endsAt = others[0]?.latest().clock?.endsAt;
  expect(await act(one, room, author, { type: 'extend', seconds: 60 })).toMatchObject({ ok: true });
  await Promise.all(others.map((tab) => tab.until(({ clock }) => clock?.endsAt !== endsAt)));
  await pause(1500);
  expect(others.map((tab) => tab.count())).toEqual(before.map((count) => count + 1));
  for (const tab of others) expect(tab.text()).not.toContain(quote);
});

test('a node whose notice connection breaks at the very moment of a commit catches up', async () => {
  const room = rooms[2] as ArrangedRoom;
  await bringTo(() => one.origin, room, 'check-in');
  const tab = await watch(other, room, 1);
  const from = tab.latest().now?.at ?? 0;
  const { rows } = await client.query('SELECT pg_terminate_backend($1) AS ended', [listenerOfOther]);
  expect(rows).toEqual([{ ended: true }]);
  await act(one, room, 0, { type: 'move-on', from });
  await tab.until(({ now }) => now?.at === from + 1);
  // It listens again.
  await expect.poll(async () => (await listeners()).length).toBe(2);
});

test('a node that hears no notice sees by comparing each second; one that does neither stays behind', async () => {
  const room = rooms[3] as ArrangedRoom;
  await bringTo(() => one.origin, room, 'check-in');
  const seen: RoomView[] = [];
  const stop = await subscribe(room, (view) => seen.push(view));
  const from = seen.at(-1)?.now?.at ?? 0;
  await act(one, room, 0, { type: 'move-on', from });
  await pause(2500);
  expect(seen.map(({ now }) => now?.at)).toEqual([from]);

  const stopComparing = listenToOtherNodes(app, elsewhere.database.appUrl);
  await expect.poll(() => seen.at(-1)?.now?.at).toBe(from + 1);
  await act(one, room, 0, { type: 'move-on', from: from + 1 });
  await expect.poll(() => seen.at(-1)?.now?.at).toBe(from + 2);
  await stopComparing();
  stop();
});

test('a notice connection that the network swallows is made again, and brings what only its author may notice', async () => {
  const room = rooms[5] as ArrangedRoom;
  await bringTo(() => other.origin, room, 'drill');
  const tabs = await Promise.all(room.tokens.map((_token, seat) => watch(other, room, seat)));
  const author = tabs.findIndex((tab) => tab.latest().canWrite.includes('observation'));
  const way = await makeSilenceableWay(app.database.appUrl);
  const stopListening = listenToOtherNodes(app, way.url);
  const seen: RoomView[] = [];
  const stop = await subscribe(room, (view) => seen.push(view), author);
  const writeAtOther = async () => {
    const quote = `only mine ${randomUUID()}`;
    const body = { kind: 'observation', quote, offset: 4 } as const;
    expect(await act(other, room, author, { type: 'write', wordsId: randomUUID(), body })).toMatchObject({
      ok: true,
    });
    return quote;
  };
  await expect.poll(() => way.connections()).toBe(1);
  const heard = await writeAtOther();
  await expect.poll(() => JSON.stringify(seen.at(-1))).toContain(heard);

  way.silence();
  const unheard = await writeAtOther();
  await pause(1500);
  expect(JSON.stringify(seen.at(-1))).not.toContain(unheard);
  await expect.poll(() => JSON.stringify(seen.at(-1)), { timeout: 15_000 }).toContain(unheard);
  await stopListening();
  stop();
  way.close();
});

/** A stream on this test's own hub, which listens to nobody unless told. */
async function subscribe(room: ArrangedRoom, take: (view: RoomView) => void, seat = 2): Promise<() => void> {
  const { rows } = await client.query<{ organisation_id: string; person_id: string; id: string }>(
    'SELECT organisation_id, person_id, id FROM sign_in WHERE token_hash = $1',
    [hashToken(room.tokens[seat] ?? '')],
  );
  const actor = { organisationId: rows[0]?.organisation_id ?? '', personId: rows[0]?.person_id ?? '' };
  const member = await app.database.asPerson(actor, (tx) => findSessionMember(tx, actor, room.sessionId));
  if (!member) throw new Error('no member');
  return app.hub.subscribe({
    member,
    signInId: rows[0]?.id ?? '',
    send: ({ view }) => take(JSON.parse(view)),
    close: () => undefined,
  });
}

test('one node is killed in mid-session: its members go on at the other in the same state, by the same clock, and nothing is lost', async () => {
  const room = rooms[4] as ArrangedRoom;
  await bringTo(() => one.origin, room, 'debrief');
  const tabs = await Promise.all(
    room.tokens.map((_token, seat) => watch(seat % 2 ? other : one, room, seat)),
  );
  const last = stateOf((tabs[0] as Watcher).latest());
  let killed = false;
  let stop = false;
  const entries: Entry[] = [];
  const writing = room.tokens.map((token, seat) => {
    const origin = () => (seat % 2 || killed ? other.origin : one.origin);
    return keepWriting({ origin, room, token, entries }, () => stop);
  });
  const acknowledged = () => entries.filter((entry) => entry.acknowledged).length;
  await expect.poll(acknowledged).toBeGreaterThan(5);
  // Five write without pause, so some commands are under way: committed or not, answered or not.
  await one.end('SIGKILL');
  killed = true;
  const moved = await Promise.all([0, 2, 4].map((seat) => watch(other, room, seat)));
  for (const tab of moved) expect(stateOf(tab.latest())).toEqual(last);
  const before = acknowledged();
  await expect.poll(acknowledged).toBeGreaterThan(before + 5);
  stop = true;
  await Promise.all(writing);
  expect(await judge(entries, client, testMasterKey)).toMatchObject({
    lost: 0,
    ghost: 0,
    duplicate: 0,
    torn: 0,
  });
  // The room lives: somebody of the killed node moves on, and all see it.
  const from = last.at ?? 0;
  expect(await act(other, room, 0, { type: 'move-on', from })).toMatchObject({ ok: true });
  await Promise.all([...moved, tabs[1], tabs[3]].map((tab) => tab?.until(({ now }) => now?.at === from + 1)));
});
