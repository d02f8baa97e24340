import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Act } from '#core/session/command.ts';
import type { RoomView } from '#core/session/view.ts';
import { useApp } from '../support/app.ts';
import { testMasterKey } from '../support/database.ts';
import { newDataFolder, type Program, startProgram, untilHealthy } from '../support/program.ts';
import { type ArrangedRoom, arrangeRooms } from '../support/rooms.ts';
import { type HeldUpWay, makeHeldUpWay } from './held-up-way.ts';
import { type Entry, judge } from './ledger.ts';
import { bringTo, send } from './members.ts';
import { makeNoticeWay, type NoticeWay } from './notice-way.ts';
import { type Watcher, watchRoom } from './watch-room.ts';

const app = useApp();
const data = newDataFolder();
const watchers: Watcher[] = [];
let client: Client;
let rooms: ArrangedRoom[];
/** By this way the node that stays hears of the other. */
let notices: NoticeWay;
/** By this way the node that is killed hears that its command is committed. */
let answers: HeldUpWay;
let killed: Program;
let stays: Program;
let isKilled: boolean;

async function startNode(appUrl: string): Promise<Program> {
  const node = await startProgram(data, {
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: app.database.ownerUrl,
    RONDO_MASTER_KEY: testMasterKey.toString('base64'),
  });
  await untilHealthy(node);
  return node;
}

beforeAll(async () => {
  client = new Client({ connectionString: app.database.superuserUrl });
  await client.connect();
  rooms = await arrangeRooms(app.database, { count: 2, size: 5 });
  notices = await makeNoticeWay(app.database.appUrl);
  stays = await startNode(notices.through(app.database.appUrl));
});

beforeEach(async () => {
  isKilled = false;
  answers = await makeHeldUpWay(app.database.appUrl, 'append-session-events');
  killed = await startNode(answers.through(app.database.appUrl));
  return async () => {
    for (const watcher of watchers.splice(0)) watcher.close();
    await killed.end('SIGKILL');
    answers.close();
  };
});

afterAll(async () => {
  await stays?.end('SIGTERM');
  notices?.close();
  await client?.end();
});

async function watch(node: Program, room: ArrangedRoom, seat: number): Promise<Watcher> {
  const watcher = await watchRoom(node.origin, room, room.tokens[seat] ?? '');
  watchers.push(watcher);
  return watcher;
}

/** Sends a command to the node that is killed, and again to the other once it is, as a browser does. */
function actAtKilled(room: ArrangedRoom, seat: number, { id, act }: { id: string; act: Act }) {
  return send(() => (isKilled ? stays : killed).origin, room, room.tokens[seat] ?? '', act, id);
}

/** Kills the node when its command is committed, before it knows of that itself and before its notice is heard. */
async function killAfterCommit(room: ArrangedRoom, commandId: string): Promise<void> {
  await answers.committed;
  // Seen from elsewhere it is committed; and its notice has come as far as it is let.
  const receipt = () => count('SELECT FROM session_command WHERE command_id = $1', commandId);
  await expect.poll(receipt, { interval: 10 }).toBe(1);
  await expect.poll(notices.held, { interval: 10 }).toContain(room.sessionId);
  await killed.end('SIGKILL');
  isKilled = true;
}

async function count(statement: string, id: string): Promise<number | null> {
  return (await client.query(statement, [id])).rowCount;
}

/** What must be the same wherever one looks. */
function stateOf({ now, clock, strip }: RoomView) {
  return { at: now?.at, clock, strip };
}

test('a node is killed between a commit and its notice: at the other all come to the same state by the same clock, once', async () => {
  const room = rooms[0] as ArrangedRoom;
  await bringTo(() => stays.origin, room, 'check-in');
  const tabs = await Promise.all(
    room.tokens.map((_token, seat) => watch(seat % 2 ? stays : killed, room, seat)),
  );
  const [first, second, , fourth] = tabs as [Watcher, Watcher, Watcher, Watcher, Watcher];
  const from = first.latest().now?.at ?? 0;
  const facts = () => count('SELECT FROM session_event WHERE session_id = $1', room.sessionId);
  const factsBefore = (await facts()) ?? 0;
  notices.hold();
  const command = { id: randomUUID(), act: { type: 'move-on', from } as const };
  const answer = actAtKilled(room, 0, command);
  await killAfterCommit(room, command.id);
  // The killed node told nobody, neither who acted nor who only watched there.
  for (const tab of [tabs[0], tabs[2], tabs[4]]) expect(tab?.latest().now?.at).toBe(from);

  expect(await answer).toMatchObject({ ok: true });
  const moved = await Promise.all([0, 2, 4].map((seat) => watch(stays, room, seat)));
  const there = [second, fourth, ...moved];
  const views = await Promise.all(there.map((tab) => tab.until(({ now }) => now?.at === from + 1)));
  for (const view of views) expect(stateOf(view)).toEqual(stateOf(views[0] as RoomView));
  const { rows } = await client.query<{ at: number }>(
    `SELECT floor(extract(epoch FROM at) * 1000)::float8 AS at FROM session_event
      WHERE session_id = $1 AND fact ->> 'type' = 'moved-on' ORDER BY seq DESC LIMIT 1`,
    [room.sessionId],
  );
  // The clock runs from the commit, not from when somebody came to know of it.
  expect(views[0]?.clock?.startedAt).toBe(rows[0]?.at);
  expect(await facts()).toBe(factsBefore + 1);

  // What was held back arrives after all, and says nothing new.
  const seen = there.map((tab) => tab.count());
  notices.release();
  const { endsAt } = views[0]?.clock ?? {};
  await send(() => stays.origin, room, room.tokens[1] ?? '', { type: 'extend', seconds: 60 });
  await Promise.all(there.map((tab) => tab.until(({ clock }) => clock?.endsAt !== endsAt)));
  expect(there.map((tab) => tab.count())).toEqual(seen.map((views) => views + 1));
});

test('sealed words whose node is killed between their commit and their notice are kept once, and are still their author’s alone', async () => {
  const room = rooms[1] as ArrangedRoom;
  await bringTo(() => stays.origin, room, 'drill');
  const tabs = await Promise.all(room.tokens.map((_token, seat) => watch(stays, room, seat)));
  const author = tabs.findIndex((tab) => tab.latest().canWrite.includes('observation'));
  const atKilled = await watch(killed, room, author);
  const entry: Entry = {
    commandId: randomUUID(),
    wordsId: randomUUID(),
    sessionId: room.sessionId,
    text: `only mine ${randomUUID()}`,
    acknowledged: false,
  };
  notices.hold();
  const body = { kind: 'observation', quote: entry.text, offset: 4 } as const;
  const command = { id: entry.commandId, act: { type: 'write', wordsId: entry.wordsId, body } as const };
  const answer = actAtKilled(room, author, command);
  await killAfterCommit(room, entry.commandId);
  expect(atKilled.text()).not.toContain(entry.text);

  expect(await answer).toMatchObject({ ok: true });
  entry.acknowledged = true;
  // They leave no fact that a node could miss: it reads again when its way was silent for too long, and made anew.
  await tabs[author]?.until((view) => JSON.stringify(view).includes(entry.text), 20_000);
  for (const [seat, tab] of tabs.entries()) if (seat !== author) expect(tab.text()).not.toContain(entry.text);
  expect(await judge([entry], client, testMasterKey)).toEqual({
    acknowledged: 1,
    lost: 0,
    ghost: 0,
    duplicate: 0,
    torn: 0,
  });
});
