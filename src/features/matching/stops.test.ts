import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { m } from '#messages';
import { useApp } from '../../../tests/support/app.ts';
import { makePeople } from '../../../tests/support/circle.ts';
import { usePages } from '../../../tests/support/pages.ts';
import { asRound, makeRound, solveOnce } from '../../../tests/support/solved-round.ts';
import { callRoundOff } from './use-cases/change-round.ts';
import { readRoundPage } from './use-cases/read-round-page.ts';
import { askForSolve, solveRound } from './use-cases/solve-round.ts';
import { stopSolve } from './use-cases/stop-solve.ts';

const app = useApp();
const pages = usePages(app);
const { database } = app;

async function openedRound() {
  const people = await makePeople(database, ['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Dov Lind']);
  const [ana] = people as [(typeof people)[number]];
  const roundId = await makeRound(database, people);
  const visitor = await pages.signedIn(ana);
  return {
    ana,
    roundId,
    ask: () => asRound(database, ana, roundId, askForSolve),
    stop: () => asRound(database, ana, roundId, stopSolve),
    organising: async () => (await asRound(database, ana, roundId, readRoundPage)).organiser,
    page: async () => (await visitor.get(`/rounds/${roundId}`)).body,
    press: (action: string) => visitor.post(`/rounds/${roundId}?/${action}`),
  };
}

type Opened = Awaited<ReturnType<typeof openedRound>>;

async function stopTimes({ ask, stop }: Opened, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    expect(await ask()).toMatchObject({ ok: true });
    expect(await stop()).toEqual({ ok: true });
  }
}

test('ten solves of a round can be stopped, and the next one runs to its end', async () => {
  const round = await openedRound();
  await stopTimes(round, 10);
  expect(await round.ask()).toEqual({ ok: true, number: 1 });
  expect(await round.stop()).toEqual({ ok: false, reason: 'runs-on' });
  await solveRound(app, { organisationId: round.ana.organisationId, roundId: round.roundId, number: 1 });
  expect((await round.organising())?.solves).toMatchObject([{ number: 1, state: 'finished' }]);
  // One after another, all five that a round has are still there.
  for (const number of [2, 3, 4, 5]) expect(await solveOnce(app, round.ana, round.roundId)).toBe(number);
}, 60_000);

test('stops count over all solves of a round, and over those of no other one', async () => {
  const round = await openedRound();
  await stopTimes(round, 6);
  await solveOnce(app, round.ana, round.roundId);
  await stopTimes(round, 4);
  await round.ask();
  expect(await round.stop()).toEqual({ ok: false, reason: 'runs-on' });
  await stopTimes(await openedRound(), 1);
});

test('it is said before it happens: with three stops left how many there are, with none why there is no button', async () => {
  const round = await openedRound();
  await stopTimes(round, 6);
  expect(await round.page()).not.toContain('runs to its end');
  await stopTimes(round, 1);
  expect(await round.page()).toContain(m.matching_stops_left({ count: 3 }));
  await stopTimes(round, 2);
  await round.ask();
  expect(await round.page()).toContain(m.matching_stops_left({ count: 1 }));
  expect(await round.page()).toContain('?/cancel');
  await round.stop();
  expect(await round.page()).toContain(m.matching_stops_none());
  await round.ask();
  const page = await round.page();
  expect(page).toContain(m.matching_stops_none());
  expect(page).not.toContain('?/cancel');
  // A page that was read before still has the button.
  const pressed = await round.press('cancel');
  expect(pressed.status).toBe(409);
  expect(pressed.body).toContain(m.matching_refused_runs_on());
});

test('one that was lost with its server can be stopped without end, and none of it counts', async () => {
  const round = await openedRound();
  for (let time = 0; time < 12; time++) {
    await round.ask();
    await database.asMaintenance((tx) =>
      sql`UPDATE round_solve SET seen_at = now() - interval '6 seconds'`.execute(tx),
    );
    expect(await round.stop()).toEqual({ ok: true });
  }
  expect(await round.organising()).toMatchObject({
    stopsLeft: 10,
    solves: [{ state: 'cancelled', stopped: 0 }],
  });
});

test('a round can be called off while a solve runs that cannot be stopped, and the solve ends with it', async () => {
  const round = await openedRound();
  await stopTimes(round, 10);
  await round.ask();
  expect(await asRound(database, round.ana, round.roundId, callRoundOff)).toEqual({ ok: true });
  expect((await round.organising())?.solves).toMatchObject([{ state: 'cancelled' }]);
});
