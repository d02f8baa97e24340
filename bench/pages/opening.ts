import type { Database } from '#server/database.ts';
import { look, type Origin, send } from '../../tests/faults/members.ts';
import { type ArrangedRoom, openLiveDrill } from '../../tests/support/rooms.ts';
import { ask } from './measure-page.ts';

/** Medians in milliseconds. */
export interface Opening {
  past_sessions: number;
  open_ms: number;
  room_ms: number;
  stream_ms: number;
}

/** Opens another session of the circle to which this one belongs, as its first member. */
export async function openNext(database: Database, room: ArrangedRoom): Promise<ArrangedRoom> {
  const founder = await database.asMaintenance((tx) =>
    tx
      .selectFrom('session')
      .select(['organisation_id', 'created_by', 'circle_id'])
      .where('id', '=', room.sessionId)
      .executeTakeFirstOrThrow(),
  );
  const actor = { organisationId: founder.organisation_id, personId: founder.created_by ?? '' };
  return { ...room, sessionId: await openLiveDrill(database, actor, founder.circle_id) };
}

/**
 * Opens session after session in circles with different pasts, by turns so that all meet the same load, and times each:
 * opening it, the room's page, the first view of the stream. Each is called off before the next.
 */
export async function measureOpening(
  { database, port, rounds }: { database: Database; port: number; rounds: number },
  circles: { past: number; room: ArrangedRoom }[],
): Promise<Opening[]> {
  const origin: Origin = () => `http://localhost:${port}`;
  const taken = circles.map(() => ({ open: [] as number[], room: [] as number[], stream: [] as number[] }));
  for (let round = -2; round < rounds; round++) {
    for (const [at, circle] of circles.entries()) {
      const [token = ''] = circle.room.tokens;
      let next = circle.room;
      const open = await timed(async () => {
        next = await openNext(database, circle.room);
      });
      const path = `/sessions/${next.sessionId}/room`;
      const page = await timed(() => ask({ port, path, headers: { cookie: `rondo=${token}` } }));
      const stream = await timed(() => look(origin, next, token));
      await send(origin, next, token, { type: 'join' });
      const closed = await send(origin, next, token, { type: 'close' });
      if (!closed.ok) throw new Error(`a session was not called off: ${closed.refusal}`);
      if (round < 0) continue;
      taken[at]?.open.push(open);
      taken[at]?.room.push(page);
      taken[at]?.stream.push(stream);
    }
  }
  return circles.map(({ past }, at) => ({
    past_sessions: past,
    open_ms: median(taken[at]?.open ?? []),
    room_ms: median(taken[at]?.room ?? []),
    stream_ms: median(taken[at]?.stream ?? []),
  }));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(values: number[]): number {
  const middle = values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
  return Math.round(middle * 100) / 100;
}
