import { sql } from 'kysely';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { usualGuard } from '#core/matching/circles/place-draw.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makePeople } from '../../../tests/support/circle.ts';
import { asRound, makeRound, solveOnce } from '../../../tests/support/solved-round.ts';
import {
  lockCircle,
  lookFrom,
  movePerson,
  publishByHand,
  stepBackOrOn,
  takeProposal,
} from './use-cases/change-draft.ts';
import { relaxRound } from './use-cases/change-round.ts';
import { lookForPlaces } from './use-cases/look-for-places.ts';
import { readProposal, readTwoProposals } from './use-cases/read-proposal.ts';
import { readOwnCircle, readRoundPage } from './use-cases/read-round-page.ts';
import { askForSolve } from './use-cases/solve-round.ts';

const app = useApp();
const { database } = app;
const names = ['Ana', 'Ben', 'Cleo', 'Dov', 'Edda', 'Finn', 'Gita', 'Hugo', 'Iris', 'Jon', 'Kaja', 'Leo'].map(
  (name, index) => `${name} ${'RHMLVOSTWBDN'[index]}reed`,
);

/** A round of twelve with one proposal. */
async function proposed(input: Record<string, unknown> = {}) {
  const people = await makePeople(database, names);
  const [ana] = people as [Actor, ...Actor[]];
  const roundId = await makeRound(database, people, input);
  const solve = await solveOnce(app, ana, roundId);
  return { ana, people, roundId, solve };
}

type Table = Awaited<ReturnType<typeof proposed>>;

const page = ({ ana, roundId }: Table, asked: Parameters<typeof readProposal>[2] = {}) =>
  asRound(database, ana, roundId, (tx, organiser) => readProposal(tx, organiser, asked));

async function onTable(table: Table) {
  const shown = await page(table);
  if (!shown?.hand) throw new Error('nothing was changed by hand');
  return { ...shown, hand: shown.hand, circles: shown.circles.map(({ members }) => [...members]) };
}

/** Looks up somebody's places, as page and job do together. */
async function look(table: Table, at: { solve?: number; version?: number; person: string }) {
  const { ana, roundId } = table;
  const asked = await asRound(database, ana, roundId, (tx, organiser) => lookFrom(tx, organiser, at));
  if (!asked.ok) return asked;
  const { number } = asked;
  await lookForPlaces(app, { organisationId: ana.organisationId, roundId, number });
  return { ...asked, places: (await page(table, { look: number }))?.look?.places ?? [] };
}

/** The first of the people, in order, who is offered a place. */
async function anyPlace(table: Table) {
  for (const { personId } of table.people) {
    const version = (await page(table))?.hand?.version;
    const from = version === undefined ? { solve: table.solve } : { version };
    const found = await look(table, { ...from, person: personId });
    if (found.ok && found.places.length > 0) return { person: personId, ...found };
  }
  throw new Error('nobody is offered a place');
}

const move = ({ ana, roundId }: Table, to: Parameters<typeof movePerson>[2]) =>
  asRound(database, ana, roundId, (tx, organiser) => movePerson(tx, organiser, to));
const step = ({ ana, roundId }: Table, to: Parameters<typeof stepBackOrOn>[2]) =>
  asRound(database, ana, roundId, (tx, organiser) => stepBackOrOn(tx, organiser, to));

test('somebody is moved to a place that is offered, sees what it does, and it can be undone and done again', async () => {
  const table = await proposed();
  const before = (await page(table))?.circles.map(({ members }) => [...members]);
  const { person, number, places } = await anyPlace(table);
  const [place] = places;
  if (!place) throw new Error('no place');
  const { hand: at } = await onTable(table);
  expect(await move(table, { version: at.version, look: number, place: 0 })).toEqual({ ok: true });
  const after = await onTable(table);
  expect(after.circles[place.circle]).toContain(person);
  const left = after.circles[place.home ?? -1];
  expect(left).not.toContain(person);
  if (place.swapWith) expect(left).toContain(place.swapWith);
  expect(after.circles.flat().sort()).toEqual(before?.flat().sort());
  expect(after.hand.touched).toEqual(place.touched);
  expect(await step(table, { version: after.hand.version, forward: false })).toEqual({ ok: true });
  const undone = await onTable(table);
  expect(undone.circles).toEqual(before);
  expect(undone.hand).toMatchObject({ forward: true });
  expect(await step(table, { version: undone.hand.version, forward: true })).toEqual({ ok: true });
  expect((await onTable(table)).circles).toEqual(after.circles);
});

test('a place that is not offered is refused, whatever the reason', async () => {
  const table = await proposed();
  const { number } = await anyPlace(table);
  const { hand } = await onTable(table);
  const refused = { ok: false, reason: 'not-offered' };
  for (const to of [
    { version: hand.version, look: number, place: 7 },
    { version: hand.version, look: number, place: -1 },
    { version: hand.version, look: 199, place: 0 },
    { version: hand.version + 1, look: number, place: 0 },
  ])
    expect(await move(table, to)).toEqual(refused);
  const stranger = await makePeople(database, ['Mia Far']);
  expect(await look(table, { version: hand.version, person: (stranger[0] as Actor).personId })).toEqual({
    ok: false,
    reason: 'stale',
  });
  // What was offered at another table is not offered at this one.
  expect(await move(table, { version: hand.version, look: number, place: 0 })).toEqual({ ok: true });
  const later = await onTable(table);
  expect(await move(table, { version: later.hand.version, look: number, place: 0 })).toEqual(refused);
  const writing = database.asPerson(table.ana, (tx) =>
    sql`UPDATE round_draft SET circles = '[]'`.execute(tx),
  );
  await expect(writing).rejects.toThrow('permission denied');
});

test('the same look costs nothing twice, and there are not more than a round may have', async () => {
  const table = await proposed();
  const { person, number } = await anyPlace(table);
  const { hand, looks } = await onTable(table);
  expect(looks).toMatchObject({ most: 20 });
  expect(await look(table, { version: hand.version, person })).toMatchObject({ number });
  expect((await onTable(table)).looks).toEqual(looks);
  await database.asMaintenance((tx) =>
    sql`UPDATE round_look SET number = 20 WHERE number = ${number}`.execute(tx),
  );
  const other = table.people.find(({ personId }) => personId !== person) as Actor;
  const unseen = table.people
    .map(({ personId }) => personId)
    .filter((id) => id !== person && id !== other.personId);
  const answers = await Promise.all(unseen.map((id) => look(table, { version: hand.version, person: id })));
  expect(answers.some((answer) => !answer.ok && answer.reason === 'none-left')).toBe(true);
});

test('a locked circle is left alone by hand and by the next proposal, and stays locked in it', async () => {
  const table = await proposed();
  const { ana, roundId, solve } = table;
  const lock = (at: Parameters<typeof lockCircle>[2]) =>
    asRound(database, ana, roundId, (tx, organiser) => lockCircle(tx, organiser, at));
  expect(await lock({ solve, circle: 1, hold: true })).toEqual({ ok: true });
  const { hand, circles, locked } = await onTable(table);
  expect(locked).toEqual([1]);
  const inside = circles[1] as string[];
  expect(await look(table, { version: hand.version, person: inside[0] as string })).toMatchObject({
    places: [],
  });
  for (const person of circles[0] as string[]) {
    const found = await look(table, { version: hand.version, person });
    if (found.ok) expect(found.places.map(({ circle }) => circle)).not.toContain(1);
  }
  // Another person comes, and another proposal is made.
  const [late] = await makePeople(database, ['Nora Late'], ana.organisationId);
  await database.asMaintenance((tx) =>
    sql`WITH i AS (INSERT INTO round_invitee (organisation_id, round_id, person_id)
        VALUES (${ana.organisationId}, ${roundId}, ${late?.personId}))
      INSERT INTO round_answer (organisation_id, round_id, person_id, joining)
        VALUES (${ana.organisationId}, ${roundId}, ${late?.personId}, true)`.execute(tx),
  );
  const second = await solveOnce(app, ana, roundId);
  const next = await page(table, { name: second });
  const kept = next?.circles.map(({ members }) => [...members].sort());
  expect(kept).toContainEqual([...inside].sort());
  await asRound(database, ana, roundId, (tx, organiser) => takeProposal(tx, organiser, second));
  const taken = await onTable(table);
  expect(taken.locked.map((at) => [...(taken.circles[at] as string[])].sort())).toEqual([[...inside].sort()]);
  // With every circle locked there is nothing to seat anew, and the page says so.
  for (const circle of taken.circles.keys())
    await lock({ version: (await onTable(table)).hand.version, circle, hold: true });
  expect(await asRound(database, ana, roundId, askForSolve)).toEqual({ ok: false, reason: 'all-locked' });
  const { organiser } = await asRound(database, ana, roundId, readRoundPage);
  expect(organiser?.obstacles).toEqual([{ kind: 'all-locked' }]);
  const two = await asRound(database, ana, roundId, (tx, organiser) =>
    readTwoProposals(tx, organiser, { one: 1, other: 'hand' }),
  );
  expect(two).toMatchObject({ first: { name: 1 }, second: { name: 'hand' } });
});

test('circles are made known as they were changed by hand', async () => {
  const table = await proposed({ size: 3 });
  const { ana, people, roundId } = table;
  const { number } = await anyPlace(table);
  const { hand } = await onTable(table);
  await move(table, { version: hand.version, look: number, place: 0 });
  const after = await onTable(table);
  const publish = (version: number) =>
    asRound(database, ana, roundId, (tx, organiser) => publishByHand(tx, organiser, version));
  expect(await publish(hand.version)).toBe(false);
  expect(await publish(after.hand.version)).toBe(true);
  for (const person of people) {
    const own = await asRound(database, person, roundId, readOwnCircle);
    const circle = after.circles.find((ids) => ids.includes(person.personId)) as string[];
    expect(own.place?.members.map(({ id }) => id).sort()).toEqual([...circle].sort());
  }
  expect(await step(table, { version: after.hand.version, forward: false })).toEqual({
    ok: false,
    reason: 'stale',
  });
});

test('what people keep to themselves stands nowhere in what is stored or queued by all of this', async () => {
  const people = await makePeople(database, names);
  const [ana, ben] = people as [Actor, Actor];
  for (const [from, about, kind] of [
    [ben, ana, 'not-with'],
    [ana, ben, 'gladly'],
  ] as const)
    await database.asPerson(from, async (tx) => {
      await sql`INSERT INTO private_wish (organisation_id, person_id, about_id, kind)
        VALUES (${from.organisationId}, ${from.personId}, ${about.personId}, ${kind})`.execute(tx);
      await sql`INSERT INTO private_preference (organisation_id, person_id, same_level_only)
        VALUES (${from.organisationId}, ${from.personId}, true)`.execute(tx);
    });
  const roundId = await makeRound(database, people);
  const table: Table = { ana, people, roundId, solve: await solveOnce(app, ana, roundId) };
  const { number } = await anyPlace(table);
  const { hand } = await onTable(table);
  await move(table, { version: hand.version, look: number, place: 0 });
  const stored = await database.asMaintenance(async (tx) => ({
    solves: await tx.selectFrom('round_solve').selectAll().execute(),
    drafts: await tx.selectFrom('round_draft').selectAll().execute(),
    looks: await tx.selectFrom('round_look').selectAll().execute(),
  }));
  expect(stored.looks.length).toBeGreaterThan(0);
  expect(JSON.stringify(stored)).not.toMatch(/not_?with|likes|gladly|same_?level/i);
  const admin = new Client({ connectionString: database.superuserUrl });
  await admin.connect();
  const { rows } = await admin.query<{ payload: Record<string, string> }>(
    `SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier IN ('look-for-places', 'solve-round')`,
  );
  await admin.end();
  expect(rows.length).toBeGreaterThan(1);
  for (const { payload } of rows)
    expect(Object.keys(payload).sort()).toEqual(['number', 'organisationId', 'roundId']);
});

test('somebody without a circle is placed by hand once a rule asks for less, and is among the circles that are published', async () => {
  const people = await makePeople(database, names.slice(0, 9));
  const [ana] = people as [Actor];
  const late = people[8] as Actor;
  // Free on Monday from nine to ten only.
  await database.asPerson(late, (tx) =>
    sql`INSERT INTO person_profile (organisation_id, person_id, week)
      VALUES (${late.organisationId}, ${late.personId}, ${`${'0'.repeat(18)}11`.padEnd(336, '0')})`.execute(
      tx,
    ),
  );
  const roundId = await makeRound(database, people, { commonHours: 5 });
  const table: Table = { ana, people, roundId, solve: await solveOnce(app, ana, roundId) };
  const shown = await page(table);
  expect(shown?.unplaced).toMatchObject([
    { person: late.personId, reason: { kind: 'too-few-common-hours', needed: 10, most: 2 } },
  ]);
  const find = async (at: { solve?: number; version?: number }) => {
    const asked = await asRound(database, ana, roundId, (tx, organiser) =>
      lookFrom(tx, organiser, { ...at, person: late.personId }),
    );
    if (!asked.ok) throw new Error(asked.reason);
    const key = { organisationId: ana.organisationId, roundId, number: asked.number };
    await lookForPlaces(app, key, { ...usualGuard, refusals: 0 });
    return { ...asked, places: (await page(table, { look: asked.number }))?.look?.places ?? [] };
  };
  expect((await find({ solve: table.solve })).places).toEqual([]);
  await asRound(database, ana, roundId, (tx, organiser) => relaxRound(tx, organiser, { commonHalfHours: 2 }));
  const at = (await page(table))?.hand?.version ?? 0;
  const lock = await asRound(database, ana, roundId, (tx, organiser) =>
    lockCircle(tx, organiser, { version: at, circle: 0, hold: true }),
  );
  expect(lock).toEqual({ ok: true });
  const { hand } = await onTable(table);
  const { number, places } = await find({ version: hand.version });
  expect(places).toMatchObject([{ circle: 1, touched: [{ circle: 1 }] }]);
  expect(places[0]).not.toHaveProperty('home');
  expect(await move(table, { version: hand.version, look: number, place: 0 })).toEqual({ ok: true });
  const after = await onTable(table);
  expect(after.unplaced).toEqual([]);
  expect(after.circles[1]).toContain(late.personId);
  expect(after.circles.flat()).toHaveLength(9);
  expect(after.hand.change).not.toHaveProperty('home');
  expect(
    await asRound(database, ana, roundId, (tx, organiser) =>
      publishByHand(tx, organiser, after.hand.version),
    ),
  ).toBe(true);
  const own = await asRound(database, late, roundId, readOwnCircle);
  expect(own.place?.members).toHaveLength(5);
});
