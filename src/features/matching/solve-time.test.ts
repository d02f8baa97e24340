import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createOperatorLink } from '#features/doors/use-cases/create-operator-link.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makePeople } from '../../../tests/support/circle.ts';
import { arrangeCrowd } from '../../../tests/support/crowd.ts';
import { usePages } from '../../../tests/support/pages.ts';
import { asRound, makeRound, solveOnce } from '../../../tests/support/solved-round.ts';
import { readProposal } from './use-cases/read-proposal.ts';
import { readRoundPage } from './use-cases/read-round-page.ts';
import { askForSolve, solveRound } from './use-cases/solve-round.ts';
import { stopSolve } from './use-cases/stop-solve.ts';

const app = useApp();
const pages = usePages(app);
const { database } = app;

async function demonstrationPeople(): Promise<Actor[]> {
  const operator = pages.visitor();
  await operator.post(new URL(await createOperatorLink(app)).pathname);
  await operator.post('/operator/demonstration?/open');
  const rows = await database.asMaintenance((tx) =>
    tx.selectFrom('person').select(['organisation_id', 'id']).orderBy('name').execute(),
  );
  return rows.map(({ organisation_id, id }) => ({ organisationId: organisation_id, personId: id }));
}

test('the nine people of the demonstration have a round that works at once: everybody sits well, and it is said why', async () => {
  const people = await demonstrationPeople();
  expect(people).toHaveLength(9);
  const [opener] = people as [Actor];
  for (const size of [3, 4]) {
    const roundId = await makeRound(database, people, { size });
    const began = performance.now();
    const number = await solveOnce(app, opener, roundId);
    expect(performance.now() - began).toBeLessThan(30_000);
    const proposal = await asRound(database, opener, roundId, (tx, organiser) =>
      readProposal(tx, organiser, { name: number }),
    );
    expect(proposal?.unplaced).toEqual([]);
    expect(proposal?.circles.flatMap(({ members }) => members).sort()).toEqual(
      people.map(({ personId }) => personId).sort(),
    );
    for (const { score, facts } of proposal?.circles ?? []) {
      expect(score).toBeGreaterThan(0.4);
      expect(facts.map(({ kind }) => kind)).toContain('common-hours');
    }
  }
}, 90_000);

test('a few people are seated with a bound: it is said how much better other circles could be at most', async () => {
  const names = Array.from({ length: 8 }, (_, place) => `Person ${place}`);
  const people = await makePeople(database, names);
  const [ana] = people as [Actor];
  const roundId = await makeRound(database, people);
  const number = await solveOnce(app, ana, roundId);
  const proposal = await asRound(database, ana, roundId, (tx, organiser) =>
    readProposal(tx, organiser, { name: number }),
  );
  expect(proposal?.within).toBe(1);
});

test('of more than a hundred people it is said as well, a little less closely', async () => {
  const { organisationId, roundId, people } = await arrangeCrowd(database, 102);
  // Circles of three are few enough to be looked at in a moment.
  await database.asMaintenance((tx) =>
    tx.updateTable('matching_round').set({ size: 3 }).where('id', '=', roundId).execute(),
  );
  const opener = { organisationId, personId: people[0] ?? '' };
  const number = await solveOnce(app, opener, roundId);
  const proposal = await asRound(database, opener, roundId, (tx, organiser) =>
    readProposal(tx, organiser, { name: number }),
  );
  expect(proposal?.unplaced).toEqual([]);
  expect([1, 2, 5]).toContain(proposal?.within);
}, 120_000);

test('in a round that is too large for a look at all circles it is said as well, from what is public alone', async () => {
  const { organisationId, roundId, people } = await arrangeCrowd(database, 320);
  const opener = { organisationId, personId: people[0] ?? '' };
  const number = await solveOnce(app, opener, roundId, 400_000);
  const proposal = await asRound(database, opener, roundId, (tx, organiser) =>
    readProposal(tx, organiser, { name: number }),
  );
  expect(proposal?.circles.length).toBeGreaterThan(70);
  expect([5, 10, 20]).toContain(proposal?.within);
}, 120_000);

test('a search that would take minutes is over some seconds after it was cancelled, and leaves nothing behind', async () => {
  const names = Array.from({ length: 60 }, (_, place) => `Person ${place}`);
  const people = await makePeople(database, names);
  const [ana] = people as [Actor];
  const roundId = await makeRound(database, people);
  const asked = await asRound(database, ana, roundId, askForSolve);
  if (!asked.ok) throw new Error(asked.reason);
  const solve = { organisationId: ana.organisationId, roundId, number: asked.number };
  let over = false;
  const searching = solveRound(app, solve, 2_000_000_000).then(() => {
    over = true;
  });
  await wait(2000);
  expect(over).toBe(false);
  const cancelled = performance.now();
  await asRound(database, ana, roundId, stopSolve);
  await searching;
  expect(performance.now() - cancelled).toBeLessThan(8000);
  const { organiser } = await asRound(database, ana, roundId, readRoundPage);
  expect(organiser?.solves).toMatchObject([{ number: 1, state: 'cancelled', circles: 0 }]);
  expect(await asRound(database, ana, roundId, askForSolve)).toEqual({ ok: true, number: 1 });
}, 60_000);
