import { loadavg } from 'node:os';
import { sql } from 'kysely';
import { readConfig } from '#server/config.ts';
import type { Database } from '#server/database.ts';
import { freePort } from '#server/free-port.ts';
import { openLog } from '#server/log.ts';
import { sealPlainRows } from '#server/vault/seal-plain-rows.ts';
import { type ArrangedRoom, arrangeRooms } from '../../tests/support/rooms.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { ask, measurePage, warmUp } from '../pages/measure-page.ts';
import { cpuSeconds } from '../process-cost.ts';
import type { Benchmark } from '../run.ts';
import { percentile, table } from '../table.ts';
import { fillBoard } from './fill-board.ts';
import { followBoard } from './follow-board.ts';

/** What is wished of the board's page, and of a change until every member's page shows it. */
const most = { cpu_ms: 5, change_ms: 50 };

export const benchmark: Benchmark = {
  summary: `The board of five people with three years of cards behind them (785 cards, 7,850 sightings, all sealed): what a page
costs the serving process, one request at a time over one connection, after two hundred of each page that are not counted, and how long a change takes from the moment when its
author sends the form until every member's stream was told of it, and until every member's page has read the board again.`,
  async run({ quick }) {
    const installation = await openInstallation();
    try {
      const { circleId, cards, room } = await arrangeBoard(installation);
      const port = await freePort();
      const app = await installation.startRondo(port);
      const board = `/circles/${circleId}/board`;
      const headers = { cookie: `rondo=${room.tokens[0]}` };
      const pages: { page: string; cpu_ms: number; database_ms: number; kilobytes: number }[] = [];
      const places = [
        { page: 'board', path: board },
        { page: 'its data alone', path: `${board}/__data.json?x-sveltekit-invalidated=01` },
        { page: 'one former page', path: `${board}?past=${cards[0]?.owner_id}` },
        { page: 'a card', path: `/circles/${circleId}/cards/${cards[1]?.id}` },
      ];
      await warmUp(
        places.map(({ path }) => ({ port, path, headers })),
        quick ? 20 : 200,
      );
      for (const { page, path } of places) {
        const { status, body } = await ask({ port, path, headers });
        if (status !== 200) throw new Error(`${path} answered ${status}`);
        const count = quick ? 100 : 500;
        const before = cpuSeconds(installation.databasePid);
        const cost = await measurePage({ port, path, headers }, { process: app, count });
        // The warm-up, a quarter as many, cost the database as well.
        const database = ((cpuSeconds(installation.databasePid) - before) * 1000) / (count * 1.25);
        pages.push({
          page,
          cpu_ms: cost.cpu_ms,
          database_ms: Math.round(database * 100) / 100,
          kilobytes: Math.round(Buffer.byteLength(body) / 100) / 10,
        });
        const row = pages.slice(-1).map((each) => [each.page, each.cpu_ms, each.database_ms, each.kilobytes]);
        console.log(table(['page           ', 'CPU ms', 'database ms', 'KB'], row, pages.length === 1));
      }
      const changes = await followBoard({
        port,
        board,
        tokens: room.tokens,
        cards,
        count: quick ? 60 : 500,
      });
      const of = (times: Float64Array) => [
        percentile(times, 50),
        percentile(times, 95),
        percentile(times, 99),
      ];
      console.log(`\nA change until all five members have it, ${changes.told.length} times:`);
      const rows = [
        ['their streams were told', ...of(changes.told)],
        ['their pages show it', ...of(changes.shown)],
      ];
      console.log(table(['                       ', 'p50 ms', 'p95 ms', 'p99 ms'], rows));
      const figures = {
        cpu_ms: pages[0]?.cpu_ms ?? Number.NaN,
        change_p99_ms: percentile(changes.shown, 99),
        told_p99_ms: percentile(changes.told, 99),
        pages,
        load: loadavg()[0],
      };
      console.log(
        `\nThe board costs ${figures.cpu_ms} ms; ${most.cpu_ms} is the most. A change is on every page within ${figures.change_p99_ms} ms at p99; ${most.change_ms} is the most.`,
      );
      return figures;
    } finally {
      await installation.stop();
    }
  },
};

/** Everybody has an open card, which they can change; everything is sealed, as the program writes it. */
async function arrangeBoard({ database, analyse }: Installation) {
  const [room] = await arrangeRooms(database, { count: 1, size: 5 });
  const { circleId } = await fillBoard(database);
  const cards = await openCards(database, circleId);
  await sealPlainRows({ database, log: openLog('error'), config: readConfig({}) });
  await analyse();
  return { circleId, cards, room: room as ArrangedRoom };
}

/** The card of each seat, in the order of seats. */
async function openCards(database: Database, circleId: string): Promise<{ id: string; owner_id: string }[]> {
  return database.asMaintenance(async (tx) => {
    await sql`UPDATE commitment SET outcome = NULL, outcome_note = '', outcome_at = NULL
      WHERE circle_id = ${circleId} AND closed_at IS NULL`.execute(tx);
    const { rows } = await sql<{ id: string; owner_id: string }>`SELECT c.id, c.owner_id FROM commitment c
      JOIN membership m ON m.circle_id = c.circle_id AND m.person_id = c.owner_id
      WHERE c.circle_id = ${circleId} AND c.closed_at IS NULL ORDER BY m.seat`.execute(tx);
    return rows;
  });
}
