import { type ArrangedRoom, arrangeRooms } from '../../tests/support/rooms.ts';
import { openInstallation } from '../installation.ts';
import { cpuSeconds, residentMegabytes } from '../process-cost.ts';
import type { Benchmark } from '../run.ts';
import { percentile, table } from '../table.ts';
import { openPosts } from './connection.ts';
import { type Load, type LoadRoom, openLoad, pauseOrResume, severalAtOnce } from './load.ts';

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

/** Where the search for the largest number of rooms ends, and how near it comes. */
const most = 1000;
const nearness = 25;

export const benchmark: Benchmark = {
  summary: `Rooms of four streams, one command a second in each, from POST to the arrival of what it did at all four; load,
server and database share this machine. Then the largest number of rooms with p99 under 100 ms is looked for, up to ${most}.`,
  async run({ quick }) {
    const installation = await openInstallation();
    const { database, databasePid, urls } = installation;
    try {
      const sizes = quick ? [10, 40] : [50, 250, 500, 750, most];
      const rooms = await arrangeRooms(database, { count: Math.max(...sizes), size: 4 });
      await installation.analyse();
      const app = await installation.startRondo(appPort);
      await installation.startBeside(['bench/live/relay.ts', String(relayPort)]);
      await installation.startBeside(['bench/live/relay.ts', String(committingPort), urls.owner]);
      await severalAtOnce(rooms, beginSession);
      const loads: Loads = {
        own: openLoad(appPort, rooms.map(asOwnRoom)),
        committing: openLoad(committingPort, rooms.map(asRelayRoom)),
        bare: openLoad(relayPort, rooms.map(asRelayRoom)),
      };
      const seconds = quick ? 5 : 15;
      const rows: Row[] = [];
      for (const size of sizes) {
        const row = await measure({ loads, size, seconds, app, database: databasePid });
        rows.push(row);
        print([row], rows.length === 1);
        if (!isGood(row)) break;
      }
      const largest = await searchLargest(rows, loads.own, seconds);
      console.log(`\nLargest number of rooms with p99 under 100 ms: ${largest}`);
      return { rooms: rows, largest_rooms_p99_under_100ms: largest };
    } finally {
      await installation.stop();
    }
  },
};

interface Loads {
  own: Load;
  committing: Load;
  bare: Load;
}

function isGood({ p99_ms, failed }: Pick<Row, 'p99_ms' | 'failed'>): boolean {
  return p99_ms < 100 && failed === 0;
}

/** Halves the gap between the last size that was good and the first that was not. */
async function searchLargest(rows: Row[], load: Load, seconds: number): Promise<number> {
  let good = rows.findLast(isGood)?.rooms ?? 0;
  let bad = rows.find((row) => !isGood(row))?.rooms;
  while (bad !== undefined && bad - good > nearness) {
    const size = Math.round((good + bad) / 2);
    const { delays, failed } = await load.run(size, seconds);
    const p99_ms = percentile(delays, 99);
    console.log(`${size} rooms: p99 ${p99_ms} ms${failed > 0 ? `, ${failed} failed` : ''}`);
    if (isGood({ p99_ms, failed })) good = size;
    else bad = size;
  }
  return good;
}

interface Measure {
  loads: Loads;
  size: number;
  seconds: number;
  app: number;
  database: number;
}

/** How often Rondo and the relays take turns, so that what the machine does meanwhile befalls them alike. */
const turns = 3;

/** One size: Rondo and both relays by turns, with the same load. */
async function measure({ loads, size, seconds, app, database }: Measure): Promise<Row> {
  // Streams are opened before the count begins, and a first second warms up what a new size needs.
  await loads.own.run(size, 1);
  const delays = { own: [] as number[], committing: [] as number[], bare: [] as number[] };
  let failed = 0;
  let elapsed = 0;
  const spent = { app: 0, database: 0 };
  for (let turn = 0; turn < turns; turn += 1) {
    const before = { app: cpuSeconds(app), database: cpuSeconds(database), at: performance.now() };
    const own = await loads.own.run(size, seconds / turns);
    elapsed += (performance.now() - before.at) / 1000;
    spent.app += cpuSeconds(app) - before.app;
    spent.database += cpuSeconds(database) - before.database;
    failed += own.failed;
    delays.own.push(...own.delays);
    for (const relay of ['committing', 'bare'] as const) {
      delays[relay].push(...(await loads[relay].run(size, seconds / turns)).delays);
    }
  }
  const [own, committing, bare] = [delays.own, delays.committing, delays.bare].map((each) =>
    Float64Array.from(each).sort(),
  ) as [Float64Array, Float64Array, Float64Array];
  return {
    rooms: size,
    streams: size * 4,
    p50_ms: percentile(own, 50),
    p95_ms: percentile(own, 95),
    p99_ms: percentile(own, 99),
    committing_relay_p99_ms: percentile(committing, 99),
    relay_p99_ms: percentile(bare, 99),
    app_cpu: Math.round((spent.app / elapsed) * 100) / 100,
    db_cpu: Math.round((spent.database / elapsed) * 100) / 100,
    rss_mb: residentMegabytes(app),
    failed,
  };
}

/** Pause and resume by turns; each of the four views must say which. */
function asOwnRoom({ sessionId, tokens }: ArrangedRoom): LoadRoom {
  const headers = tokens.map((token) => ownHeaders(token));
  let paused = false;
  return {
    hear: (message) => {
      paused = isPaused(message);
    },
    streams: headers.map((each) => ({ path: `/sessions/${sessionId}/stream`, headers: each })),
    post: { path: `/sessions/${sessionId}/commands`, headers: headers[0] ?? {} },
    next: () => {
      const wanted = !paused;
      return {
        body: pauseOrResume(wanted ? 'pause' : 'resume'),
        shows: (message) => isPaused(message) === wanted,
      };
    },
  };
}

function isPaused(message: Buffer): boolean {
  return message.includes('"pause":{');
}

function asRelayRoom(_room: ArrangedRoom, index: number): LoadRoom {
  const stream = { path: `/${index}`, headers: {} };
  return {
    streams: [stream, stream, stream, stream],
    post: stream,
    hear: () => undefined,
    next: () => {
      const body = pauseOrResume('pause');
      return { body, shows: (message) => message.includes(body) };
    },
  };
}

function ownHeaders(token: string): Record<string, string> {
  return { cookie: `rondo=${token}`, host: `localhost:${appPort}`, 'sec-fetch-site': 'same-origin' };
}

/** Everyone enters, and the session starts. */
async function beginSession({ sessionId, tokens }: ArrangedRoom): Promise<void> {
  const posts = openPosts(appPort);
  const send = (token: string, type: string) =>
    posts.send({
      path: `/sessions/${sessionId}/commands`,
      headers: ownHeaders(token),
      body: JSON.stringify({ commands: [{ id: crypto.randomUUID(), act: { type } }] }),
    });
  for (const token of tokens) await send(token, 'join');
  const answer = await send(tokens[0] ?? '', 'start');
  posts.close();
  if (!answer.includes('"ok":true')) throw new Error(`a session did not start: ${answer}`);
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
