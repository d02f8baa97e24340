import { type ArrangedRoom, arrangeRooms } from '../../tests/support/rooms.ts';
import { openInstallation } from '../installation.ts';
import { cpuSeconds, residentMegabytes } from '../process-cost.ts';
import type { Benchmark } from '../run.ts';
import { percentile, table } from '../table.ts';
import { type LoadRoom, pauseOrResume, post, runLoad } from './load.ts';

const appPort = 28_401;
const relayPort = 28_402;
const committingPort = 28_403;

interface Row {
  rooms: number;
  streams: number;
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
  committing_relay_p99_ms: number;
  relay_p99_ms: number;
  app_cpu: number;
  db_cpu: number;
  rss_mb: number;
  failed: number;
}

export const benchmark: Benchmark = {
  summary:
    'Rooms of four streams, one command a second in each, from POST to arrival at all four; load, server and database share this machine.',
  async run({ quick }) {
    const installation = await openInstallation();
    const { database, databasePid, urls } = installation;
    try {
      const sizes = quick ? [10, 40] : [50, 250, 500, 750];
      const rooms = await arrangeRooms(database, { count: Math.max(...sizes), size: 4 });
      const app = await installation.startRondo(appPort);
      await installation.startBeside(['bench/live/relay.ts', String(relayPort)]);
      await installation.startBeside(['bench/live/relay.ts', String(committingPort), urls.owner]);
      await beginSessions(rooms);
      const rows: Row[] = [];
      for (const size of sizes) {
        rows.push(
          await measure({
            rooms: rooms.slice(0, size),
            seconds: quick ? 5 : 15,
            app,
            database: databasePid,
          }),
        );
        print(rows.slice(-1), rows.length === 1);
      }
      const good = rows.filter((row) => row.p99_ms < 100 && row.failed === 0).map((row) => row.rooms);
      const figures = { rooms: rows, largest_rooms_p99_under_100ms: Math.max(0, ...good) };
      console.log(
        `\nLargest number of rooms with p99 under 100 ms: ${figures.largest_rooms_p99_under_100ms}`,
      );
      return figures;
    } finally {
      await installation.stop();
    }
  },
};

interface Measure {
  rooms: ArrangedRoom[];
  seconds: number;
  app: number;
  database: number;
}

/** One size: Rondo, then both relays with the same load. */
async function measure({ rooms, seconds, app, database }: Measure): Promise<Row> {
  const before = { app: cpuSeconds(app), database: cpuSeconds(database) };
  const own = await runLoad(appPort, rooms.map(asOwnRoom), seconds);
  const elapsed = seconds + 1.5;
  const cost = {
    app: (cpuSeconds(app) - before.app) / elapsed,
    database: (cpuSeconds(database) - before.database) / elapsed,
  };
  const rss = residentMegabytes(app);
  const committing = await runLoad(committingPort, rooms.map(asRelayRoom), Math.min(seconds, 10));
  const bare = await runLoad(relayPort, rooms.map(asRelayRoom), Math.min(seconds, 10));
  return {
    rooms: rooms.length,
    streams: rooms.length * 4,
    p50_ms: percentile(own.delays, 50),
    p95_ms: percentile(own.delays, 95),
    p99_ms: percentile(own.delays, 99),
    committing_relay_p99_ms: percentile(committing.delays, 99),
    relay_p99_ms: percentile(bare.delays, 99),
    app_cpu: Math.round(cost.app * 100) / 100,
    db_cpu: Math.round(cost.database * 100) / 100,
    rss_mb: rss,
    failed: own.failed,
  };
}

function asOwnRoom({ sessionId, tokens }: ArrangedRoom): LoadRoom {
  const headers = tokens.map((token) => ownHeaders(token));
  return {
    streams: headers.map((each) => ({ path: `/sessions/${sessionId}/stream`, headers: each })),
    post: { path: `/sessions/${sessionId}/commands`, headers: headers[0] ?? {} },
    // The session remembers from one size to the next whether it is paused, so the count goes on.
    command: () => pauseOrResume(sentTo(sessionId)),
  };
}

const counts = new Map<string, number>();

function sentTo(sessionId: string): number {
  const count = counts.get(sessionId) ?? 0;
  counts.set(sessionId, count + 1);
  return count;
}

function asRelayRoom(_room: ArrangedRoom, index: number): LoadRoom {
  const path = `/${index}`;
  const stream = { path, headers: {} };
  return { streams: [stream, stream, stream, stream], post: stream, command: pauseOrResume };
}

function ownHeaders(token: string): Record<string, string> {
  return { cookie: `rondo=${token}`, host: `localhost:${appPort}`, 'sec-fetch-site': 'same-origin' };
}

/** Everyone enters, and the session starts. */
async function beginSessions(rooms: ArrangedRoom[]): Promise<void> {
  for (const { sessionId, tokens } of rooms) {
    const send = (token: string, type: string) =>
      post({
        port: appPort,
        path: `/sessions/${sessionId}/commands`,
        headers: ownHeaders(token),
        body: JSON.stringify({ commands: [{ id: crypto.randomUUID(), act: { type } }] }),
      });
    for (const token of tokens) await send(token, 'join');
    const answer = await send(tokens[0] ?? '', 'start');
    if (!answer.includes('"ok":true')) throw new Error(`a session did not start: ${answer}`);
  }
}

function print(rows: Row[], withHeading: boolean): void {
  console.log(
    table(
      [
        'rooms',
        'streams',
        'p50 ms',
        'p95 ms',
        'p99 ms',
        'committing relay p99',
        'ratio',
        'bare relay p99',
        'app CPU',
        'db CPU',
        'RSS MiB',
        'failed',
      ],
      rows.map((row) => [
        row.rooms,
        row.streams,
        row.p50_ms,
        row.p95_ms,
        row.p99_ms,
        row.committing_relay_p99_ms,
        (row.p99_ms / row.committing_relay_p99_ms).toFixed(2),
        row.relay_p99_ms,
        row.app_cpu,
        row.db_cpu,
        row.rss_mb,
        row.failed,
      ]),
      withHeading,
    ),
  );
}
