import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor, Tx } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makePeople } from '../../../tests/support/circle.ts';
import { findRoundReader, type RoundOrganiser, type RoundReader } from './access.ts';
import { roundInput } from './input.ts';
import { answerOwnPlace } from './use-cases/answer-place.ts';
import { answerRound } from './use-cases/answer-round.ts';
import { openRound } from './use-cases/open-round.ts';
import { publishRound } from './use-cases/publish-round.ts';
import { readProposal } from './use-cases/read-proposal.ts';
import { readOwnCircle, readRoundPage, roundsOf } from './use-cases/read-round-page.ts';
import { repairRound } from './use-cases/repair-round.ts';
import { askForSolve, solveRound } from './use-cases/solve-round.ts';
import { stopSolve } from './use-cases/stop-solve.ts';

const app = useApp();
const { database } = app;

const names = ['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Dov Lind', 'Edda Voss', 'Finn Oake'];
const now = new Date();
const soon = new Date(now.getTime() + 5 * 86_400_000).toISOString().slice(0, 10);

async function as<T>(actor: Actor, roundId: string, work: (tx: Tx, reader: RoundOrganiser) => Promise<T>) {
  return database.asPerson(actor, async (tx) => {
    const reader = await findRoundReader(tx, actor, roundId);
    if (!reader) throw new Error('not invited');
    return work(tx, reader as RoundReader as RoundOrganiser);
  });
}

/** A round of these people that the first opened, in which all said yes. */
async function openedRound(input: Record<string, unknown> = {}, people?: Actor[]) {
  const everybody = people ?? (await makePeople(database, names));
  const [ana] = everybody as [Actor, ...Actor[]];
  const opened = await database.asPerson(ana, (tx) =>
    openRound(
      tx,
      { ...ana, timeZone: 'Europe/London' },
      { now, input: roundInput.parse({ name: 'Spring circles', answersUntil: soon, ...input }) },
    ),
  );
  if (!opened.ok) throw new Error(opened.reason);
  const { roundId } = opened;
  for (const person of everybody)
    await as(person, roundId, (tx, reader) => answerRound(tx, reader, { joining: true, now }));
  return { roundId, people: everybody, ana };
}

async function solved(actor: Actor, roundId: string): Promise<number> {
  const asked = await as(actor, roundId, askForSolve);
  if (!asked.ok) throw new Error(asked.reason);
  await solveRound(app, { organisationId: actor.organisationId, roundId, number: asked.number });
  return asked.number;
}

const placeOf = async (actor: Actor, roundId: string) =>
  (await as(actor, roundId, readOwnCircle)).place ?? {
    id: '',
    members: [],
    redrawn: false,
    circleId: undefined,
  };

const answer = async (actor: Actor, roundId: string, accept: boolean) => {
  const { id } = await placeOf(actor, roundId);
  return as(actor, roundId, (tx, reader) => answerOwnPlace(tx, reader, { place: id, accept }));
};

test('who said no, or nothing, is for nobody to know', async () => {
  const { roundId, people, ana } = await openedRound();
  const [, ben, cleo] = people as [Actor, Actor, Actor];
  await as(ben, roundId, (tx, reader) => answerRound(tx, reader, { joining: false, now }));
  await database.asMaintenance((tx) =>
    tx.deleteFrom('round_answer').where('person_id', '=', cleo.personId).execute(),
  );
  const { organiser } = await as(ana, roundId, readRoundPage);
  expect(organiser?.joining.map(({ name }) => name)).toEqual([
    'Ana Reed',
    'Dov Lind',
    'Edda Voss',
    'Finn Oake',
  ]);
  expect((await as(ben, roundId, readRoundPage)).organiser).toBeUndefined();
  const seen = await database.asPerson(ana, (tx) => tx.selectFrom('round_answer').selectAll().execute());
  expect(seen.map(({ person_id }) => person_id)).not.toContain(ben.personId);
});

test('a round is for those who are invited, and closes for answers', async () => {
  const people = await makePeople(database, names);
  const [ana, ben, cleo] = people as [Actor, Actor, Actor];
  const { roundId } = await openedRound({ who: 'some', people: [ben.personId] }, [ana, ben]);
  await expect(as(cleo, roundId, readRoundPage)).rejects.toThrow('not invited');
  expect(await database.asPerson(cleo, (tx) => roundsOf(tx, cleo))).toEqual([]);
  expect(await database.asPerson(ben, (tx) => roundsOf(tx, ben))).toMatchObject([
    { id: roundId, mine: false },
  ]);
  const late = new Date(now.getTime() + 7 * 86_400_000);
  expect(
    await as(ben, roundId, (tx, reader) => answerRound(tx, reader, { joining: false, now: late })),
  ).toEqual({
    ok: false,
    reason: 'too-late',
  });
});

test('a wish that nobody is to know is kept, and shows nowhere in what is stored', async () => {
  const people = await makePeople(database, names.slice(0, 2));
  const [ana, ben] = people as [Actor, Actor];
  await database.asPerson(ben, (tx) =>
    sql`INSERT INTO private_wish (organisation_id, person_id, about_id, kind)
      VALUES (${ben.organisationId}, ${ben.personId}, ${ana.personId}, 'not-with')`.execute(tx),
  );
  const { roundId } = await openedRound({ size: 2 }, people);
  const number = await solved(ana, roundId);
  const proposal = await as(ana, roundId, (tx, organiser) => readProposal(tx, organiser, { name: number }));
  // Two people and one wish: without it they would be a circle.
  expect(proposal?.circles).toEqual([]);
  expect(proposal?.unplaced).toHaveLength(2);
  const stored = await database.asMaintenance((tx) => tx.selectFrom('round_solve').selectAll().execute());
  expect(JSON.stringify(stored)).not.toMatch(/notWith|likes|"value"|"bound"|not-with/);
});

test('five proposals and no more; one that was stopped or lost its server does not count', async () => {
  const { roundId, ana } = await openedRound();
  expect(await as(ana, roundId, askForSolve)).toEqual({ ok: true, number: 1 });
  expect(await as(ana, roundId, askForSolve)).toEqual({ ok: false, reason: 'running' });
  await as(ana, roundId, stopSolve);
  await solveRound(app, { organisationId: ana.organisationId, roundId, number: 1 });
  const { organiser } = await as(ana, roundId, readRoundPage);
  expect(organiser?.solves).toMatchObject([{ number: 1, state: 'cancelled', circles: 0 }]);
  expect(await as(ana, roundId, askForSolve)).toEqual({ ok: true, number: 1 });
  // As if the server had been killed a minute ago.
  await database.asMaintenance((tx) =>
    sql`UPDATE round_solve SET seen_at = now() - interval '1 minute'`.execute(tx),
  );
  expect((await as(ana, roundId, readRoundPage)).organiser?.solves).toMatchObject([{ state: 'interrupted' }]);
  for (const number of [1, 2, 3, 4, 5]) expect(await solved(ana, roundId)).toBe(number);
  expect(await as(ana, roundId, askForSolve)).toEqual({ ok: false, reason: 'none-left' });
});

test('all say yes: the circle is founded, and its agreement waits', async () => {
  const people = await makePeople(database, names.slice(0, 3));
  const { roundId, ana } = await openedRound({ size: 3 }, people);
  expect(await as(ana, roundId, (tx, organiser) => publishRound(tx, organiser, 1))).toBe(false);
  const number = await solved(ana, roundId);
  expect(await as(ana, roundId, (tx, organiser) => publishRound(tx, organiser, number))).toBe(true);
  expect(await as(ana, roundId, (tx, organiser) => publishRound(tx, organiser, number))).toBe(false);
  const [first, second, third] = people as [Actor, Actor, Actor];
  expect(await answer(first, roundId, true)).toEqual({ ok: true, answer: 'accepted' });
  expect(await answer(first, roundId, true)).toEqual({ ok: false, reason: 'answered' });
  expect(await answer(second, roundId, true)).toMatchObject({ answer: 'accepted' });
  const founded = await answer(third, roundId, true);
  if (!founded.ok || founded.answer !== 'founded') throw new Error('not founded');
  const members = await database.asPerson(first, (tx) =>
    tx.selectFrom('membership').select('person_id').where('circle_id', '=', founded.circleId).execute(),
  );
  expect(members).toHaveLength(3);
  const proposals = await database.asPerson(second, (tx) =>
    tx.selectFrom('agreement_version').select('version').where('circle_id', '=', founded.circleId).execute(),
  );
  expect(proposals).toHaveLength(1);
  expect((await as(ana, roundId, readRoundPage)).organiser?.published).toEqual({ circles: 1, founded: 1 });
});

test('somebody declines: their circle is drawn anew without a name, the others stay as they are', async () => {
  const { roundId, people, ana } = await openedRound({ size: 3 });
  const number = await solved(ana, roundId);
  await as(ana, roundId, (tx, organiser) => publishRound(tx, organiser, number));
  const before = await Promise.all(people.map((person) => placeOf(person, roundId)));
  const [home] = before as [(typeof before)[number]];
  const decliner = people.find(({ personId }) => personId === home.members[0]?.id) as Actor;
  expect(await answer(decliner, roundId, false)).toEqual({ ok: true, answer: 'declined' });
  // Until it is drawn anew nobody notices anything.
  expect(await Promise.all(people.map((person) => placeOf(person, roundId)))).toMatchObject(
    before.map(({ id, members }) => ({ id, members })),
  );
  await repairRound(app, { organisationId: ana.organisationId, roundId });
  for (const [index, person] of people.entries()) {
    const after = await placeOf(person, roundId);
    if (person === decliner) expect(after.members).toEqual([]);
    else if (before[index]?.id === home.id) {
      expect(after).toMatchObject({ redrawn: true, members: { length: 2 } });
      expect(after.members.map(({ id }) => id)).not.toContain(decliner.personId);
    } else expect(after.id).toBe(before[index]?.id);
  }
  const notices = await database.asMaintenance((tx) =>
    tx.selectFrom('person_notice').selectAll().where('kind', '=', 'round-redrawn').execute(),
  );
  expect(notices).toHaveLength(2);
  expect(JSON.stringify(notices.map(({ facts }) => facts))).not.toContain(decliner.personId);
  const replies = await database.asPerson(ana, (tx) =>
    tx.selectFrom('round_reply').select('person_id').execute(),
  );
  expect(replies.every(({ person_id }) => person_id === ana.personId)).toBe(true);
});

test('in a pair that breaks up the other one finds a circle with room, or learns why there is none', async () => {
  const people = await makePeople(database, names.slice(0, 2));
  const { roundId, ana } = await openedRound({ size: 2 }, people);
  const number = await solved(ana, roundId);
  await as(ana, roundId, (tx, organiser) => publishRound(tx, organiser, number));
  const [, ben] = people as [Actor, Actor];
  await answer(ben, roundId, false);
  await repairRound(app, { organisationId: ana.organisationId, roundId });
  const own = await as(ana, roundId, readOwnCircle);
  expect(own.place).toBeUndefined();
  expect(own.answer?.leftOver).toEqual({ kind: 'too-few-people' });
});
