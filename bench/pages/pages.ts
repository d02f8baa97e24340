import { loadavg } from 'node:os';
import { freePort } from '#server/free-port.ts';
import { bringTo } from '../../tests/faults/members.ts';
import { type ArrangedRoom, arrangeRooms } from '../../tests/support/rooms.ts';
import { type Installation, openInstallation } from '../installation.ts';
import type { Benchmark } from '../run.ts';
import { table } from '../table.ts';
import { ask, measurePage, type PageCost, warmUp } from './measure-page.ts';
import { measureOpening, type Opening, openNext } from './opening.ts';
import { compressedBytes, modulesOf } from './page-scripts.ts';
import { copyIntoPast } from './past-sessions.ts';
import { openPhone, type Phone, type PhoneFigures } from './phone.ts';
import { playSession } from './play-session.ts';

interface Row extends PageCost {
  page: string;
  baseline_cpu_ms: number;
  js_gz_bytes: number;
  html_bytes: number;
  phone?: PhoneFigures;
}

interface Place {
  page: string;
  path: string;
  /** Nobody is signed in: a page of the same framework that asks the database nothing. */
  asNobody?: true;
}

export const benchmark: Benchmark = {
  summary: `Pages of a circle of five with 200 past sessions, one request at a time over one connection, after two hundred of
each that are not counted; the database runs beside the program. Baseline: as many rows and as much HTML, rendered by Svelte from memory, sent by Node's plain server.
"privacy" is asked for by nobody: what the framework costs where the database is not asked.`,
  async run({ quick }) {
    const installation = await openInstallation();
    const phone = await openPhone();
    try {
      const port = await freePort();
      const baselinePort = await freePort();
      const app = await installation.startRondo(port);
      const baseline = await installation.startBeside(['bench/pages/baseline.ts', String(baselinePort)]);
      const origin = `http://localhost:${port}`;
      const { room, places } = await arrangePages(installation, origin);
      const servers = { port, app, baselinePort, baseline, count: quick ? 100 : 1000 };
      const token = room.tokens[0] ?? '';
      await warmUp(
        places.map((place) => ({ port, path: place.path, headers: headersOf(place, token) })),
        servers.count / 5,
      );
      const pages: Row[] = [];
      for (const place of places) {
        const row = await measure(servers, { place, token, phone, times: quick ? 1 : 5 });
        if (!row) continue;
        pages.push(row);
        printPages([row], pages.length === 1);
      }
      const opening = await compareOpening(installation, {
        port,
        rounds: quick ? 10 : 100,
        most: quick ? 400 : 2000,
      });
      const [few, many] = opening;
      const ratio = (of: keyof Opening) => Math.round(((many?.[of] ?? 0) / (few?.[of] ?? 1)) * 100) / 100;
      const ratios = { open: ratio('open_ms'), room: ratio('room_ms'), stream: ratio('stream_ms') };
      printOpening(opening, ratios);
      return { pages, opening: { circles: opening, ratios }, load_average: loadavg()[0] };
    } finally {
      await phone?.close();
      await installation.stop();
    }
  },
};

/** A circle with a past, one more session that runs and stands in its drill, and the pages to look at. */
async function arrangePages(
  { database, analyse }: Installation,
  origin: string,
): Promise<{ room: ArrangedRoom; places: Place[] }> {
  const [past] = await arrangeRooms(database, { count: 1, size: 5 });
  if (!past) throw new Error('no circle was arranged');
  await playSession(() => origin, past);
  await copyIntoPast(database, { sessionId: past.sessionId, count: 200 });
  const room = await openNext(database, past);
  await bringTo(() => origin, room, 'drill');
  const { circle_id } = await database.asMaintenance((tx) =>
    tx.selectFrom('session').select('circle_id').where('id', '=', past.sessionId).executeTakeFirstOrThrow(),
  );
  await analyse();
  const places: Place[] = [
    { page: 'home', path: '/' },
    { page: 'library', path: '/library' },
    { page: 'playbook', path: '/library/live-drill' },
    { page: 'board', path: `/circles/${circle_id}/board` },
    { page: 'circle', path: `/circles/${circle_id}` },
    { page: 'session', path: `/sessions/${past.sessionId}` },
    { page: 'room', path: `/sessions/${room.sessionId}/room` },
    { page: 'privacy', path: '/privacy', asNobody: true },
  ];
  return { room, places };
}

interface Servers {
  port: number;
  app: number;
  baselinePort: number;
  baseline: number;
  count: number;
}

function headersOf({ asNobody }: Place, token: string): Record<string, string> {
  return asNobody ? {} : { cookie: `rondo=${token}` };
}

/** Undefined where this build has no such page. */
async function measure(
  { port, app, baselinePort, baseline, count }: Servers,
  { place, token, phone, times }: { place: Place; token: string; phone: Phone | undefined; times: number },
): Promise<Row | undefined> {
  const headers = headersOf(place, token);
  const { status, body } = await ask({ port, path: place.path, headers });
  if (status !== 200) {
    console.log(`${place.page}: answered ${status}, so it is left out`);
    return undefined;
  }
  const cost = await measurePage({ port, path: place.path, headers }, { process: app, count });
  // What repeats in a page: rows, cards, forms.
  const rows = body.match(/<(li|article|section|form|tr)\b/g)?.length ?? 1;
  const path = `/?rows=${rows}&bytes=${body.length}`;
  const bare = await measurePage({ port: baselinePort, path }, { process: baseline, count });
  const cookie = place.asNobody ? undefined : token;
  const seen = await phone?.visit(`http://localhost:${port}${place.path}`, { cookie, times });
  const { modules = [], ...figures } = seen ?? {};
  return {
    page: place.page,
    ...cost,
    baseline_cpu_ms: bare.cpu_ms,
    // A browser also waits for what the page asks for while it starts, such as the tool of the running step.
    js_gz_bytes: compressedBytes(new Set([...modulesOf(body), ...modules])),
    html_bytes: Buffer.byteLength(body),
    ...(seen ? { phone: figures as PhoneFigures } : {}),
  };
}

async function compareOpening(
  { database, analyse }: Installation,
  { port, rounds, most }: { port: number; rounds: number; most: number },
): Promise<Opening[]> {
  const pasts = [10, most];
  const circles: { past: number; room: ArrangedRoom }[] = [];
  for (const [at, room] of (await arrangeRooms(database, { count: pasts.length, size: 5 })).entries()) {
    const past = pasts[at] ?? 0;
    await playSession(() => `http://localhost:${port}`, room);
    await copyIntoPast(database, { sessionId: room.sessionId, count: past });
    circles.push({ past, room });
  }
  await analyse();
  return measureOpening({ database, port, rounds }, circles);
}

function printPages(rows: Row[], withHeading: boolean): void {
  const headings = ['page', 'CPU ms', 'p50 ms', 'p99 ms', 'baseline CPU', 'JS gz KB', 'HTML KB'];
  const ofPhone = ['heading ms', 'usable ms', 'first action ms', 'KB before', 'of it fonts'];
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
  const cells = rows.map(({ page, phone, ...row }) => [
    ...[page, row.cpu_ms, row.p50_ms, row.p99_ms, row.baseline_cpu_ms],
    ...[kilobytes(row.js_gz_bytes), kilobytes(row.html_bytes)],
    ...(phone
      ? [
          phone.heading_ms,
          phone.usable_ms,
          phone.action_ms,
          kilobytes(phone.bytes_before_usable),
          kilobytes(phone.font_bytes),
        ]
      : []),
  ]);
  console.log(table([...headings, ...ofPhone], cells, withHeading));
}

function printOpening(opening: Opening[], ratios: { open: number; room: number; stream: number }): void {
  console.log('\nOpening a session, medians in ms of the whole request:');
  const rows = opening.map(({ past_sessions, open_ms, room_ms, stream_ms }) => [
    past_sessions,
    open_ms,
    room_ms,
    stream_ms,
  ]);
  console.log(
    table(
      ['past sessions', 'open', 'room page', 'first view'],
      [...rows, ['ratio', ratios.open, ratios.room, ratios.stream]],
    ),
  );
}
