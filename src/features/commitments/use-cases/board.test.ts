import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Card } from '#core/session/command.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { asMember, makeCircle, makePeople } from '../../../../tests/support/circle.ts';
import { useDatabase } from '../../../../tests/support/database.ts';
import { carryOver } from './carry-over.ts';
import { adjustCard, giveOutcome } from './give-outcome.ts';
import { readBoard } from './read-board.ts';
import { readCard } from './read-card.ts';
import { addSighting, strikeSighting } from './see-in-the-wild.ts';
import { changeCard, writeCard } from './write-card.ts';

const database = useDatabase();
const now = Date.now();

const card = (experiment: string): Card => ({
  experiment,
  behaviour: '',
  context: 'Planning',
  criterion: '',
  dueOn: '',
});

async function circleOf(...names: string[]) {
  const people = await makePeople(database, names);
  const { circleId } = await makeCircle(database, people);
  const by = <T>(person: Actor, work: (tx: Tx, member: CircleMember) => Promise<T>) =>
    asMember(database, person, circleId, work);
  const write = async (person: Actor, experiment: string, id = newId()) => ({
    id,
    answer: await by(person, (tx, member) => writeCard(tx, member, { id, card: card(experiment), now })),
  });
  const outcome = (person: Actor, id: string, said = 'attempted', feeling?: number) =>
    by(person, (tx, member) =>
      giveOutcome(tx, member, { id, outcome: said, note: '', ...(feeling ? { feeling } : {}) }),
    );
  const board = (person: Actor, past?: { owner: string; before?: string }) =>
    by(person, (tx, member) => readBoard(tx, member, past));
  return { people, circleId, by, write, outcome, board };
}

test('each member has one place on the board, their own first, then by seat', async () => {
  const { people, write, board } = await circleOf('Mara', 'Ilya', 'Noor');
  const [mara, ilya] = people as [Actor, Actor, Actor];
  await write(mara, 'I will ask first.');
  const places = await board(ilya);
  expect(places.map(({ member }) => member.name)).toEqual(['Ilya', 'Mara', 'Noor']);
  expect(places.map((place) => place.card?.experiment)).toEqual([undefined, 'I will ask first.', undefined]);
});

test('a second card waits until the first has an outcome, and then takes its place', async () => {
  const { people, write, outcome, board } = await circleOf('Mara', 'Ilya');
  const [mara, ilya] = people as [Actor, Actor];
  const first = await write(mara, 'One question.');
  expect((await write(mara, 'Another.')).answer).toEqual({ ok: false, reason: 'open-card' });
  expect(await outcome(mara, first.id, 'learned', 3)).toEqual({ ok: true });
  expect((await board(ilya)).find(({ mine }) => !mine)?.card).toMatchObject({
    outcome: 'learned',
    feeling: 3,
  });
  expect((await write(mara, 'Another.')).answer).toEqual({ ok: true });
  const [, place] = await board(ilya);
  expect(place?.card?.experiment).toBe('Another.');
  const past = await board(ilya, { owner: mara.personId });
  expect(past[1]?.former?.cards.map(({ experiment }) => experiment)).toEqual(['One question.']);
});

test('of two cards that are sent at once, one is on the board and the other is refused', async () => {
  const { people, write, board } = await circleOf('Mara', 'Ilya');
  const [mara] = people as [Actor, Actor];
  const answers = await Promise.all(['One.', 'Two.', 'Three.'].map((text) => write(mara, text)));
  expect(answers.filter(({ answer }) => answer.ok)).toHaveLength(1);
  expect(answers.filter(({ answer }) => !answer.ok && answer.reason === 'open-card')).toHaveLength(2);
  expect((await board(mara))[0]?.card?.id).toBe(answers.find(({ answer }) => answer.ok)?.id);
});

test('a form that is sent twice is one card, one sighting and one taking along', async () => {
  const { people, by, write, board } = await circleOf('Mara', 'Ilya');
  const [mara, ilya] = people as [Actor, Actor];
  const { id } = await write(mara, 'One question.');
  expect((await write(mara, 'One question.', id)).answer).toEqual({ ok: true });
  const sighting = { id: newId(), card: id, text: 'You waited.' };
  for (let twice = 0; twice < 2; twice++) {
    expect(await by(ilya, (tx, member) => addSighting(tx, member, sighting))).toEqual({ ok: true });
    await by(mara, (tx, member) => carryOver(tx, member, id, 0));
  }
  const shown = (await board(mara))[0]?.card;
  expect(shown?.carriedOver).toBe(1);
  expect(shown?.sightings.map(({ text, author }) => [text, author])).toEqual([['You waited.', 'Ilya']]);
});

test('an adjusted card leaves its reason behind and its new form on the board, or nothing changes', async () => {
  const { people, by, write, board } = await circleOf('Mara', 'Ilya');
  const [mara] = people as [Actor, Actor];
  const { id: from } = await write(mara, 'Three questions.');
  const adjust = (experiment: string) =>
    by(mara, (tx, member) =>
      adjustCard(tx, member, { from, note: 'Too many.', id: newId(), card: card(experiment), now }),
    );
  expect(await adjust(' ')).toMatchObject({ ok: false, reason: 'empty', field: 'experiment' });
  expect((await board(mara))[0]?.card).toMatchObject({ id: from, carriedOver: 0 });
  expect((await board(mara))[0]?.card?.outcome).toBeUndefined();
  expect(await adjust('One question.')).toEqual({ ok: true });
  const [place] = await board(mara, { owner: mara.personId });
  expect(place?.card?.experiment).toBe('One question.');
  expect(place?.former?.cards[0]).toMatchObject({ id: from, outcome: 'adjusted', note: 'Too many.' });
});

test('an open card is said better in its place; one with an outcome is not rewritten', async () => {
  const { people, by, write, outcome, board } = await circleOf('Mara', 'Ilya');
  const [mara, ilya] = people as [Actor, Actor];
  const { id } = await write(mara, 'Ask.');
  const change = (person: Actor, text: string) =>
    by(person, (tx, member) => changeCard(tx, member, { id, card: card(text), now }));
  expect(await change(mara, 'Ask once.')).toEqual({ ok: true });
  expect(await change(ilya, 'Mine now.')).toEqual({ ok: false, reason: 'no-open-card' });
  expect((await board(mara))[0]?.card?.experiment).toBe('Ask once.');
  await outcome(mara, id);
  expect(await change(mara, 'Rewritten.')).toEqual({ ok: false, reason: 'no-open-card' });
});

test('what was seen is struck by its author or by whose card it is, and by nobody else', async () => {
  const { people, by, write, board } = await circleOf('Mara', 'Ilya', 'Noor');
  const [mara, ilya, noor] = people as [Actor, Actor, Actor];
  const { id: own } = await write(mara, 'One question.');
  const tell = async (person: Actor, text: string) => {
    const id = newId();
    await by(person, (tx, member) => addSighting(tx, member, { id, card: own, text }));
    return id;
  };
  const [first, second] = [await tell(ilya, 'You waited.'), await tell(ilya, 'You asked.')];
  const strike = (person: Actor, id: string) => by(person, (tx, member) => strikeSighting(tx, member, id));
  const seen = async () => (await board(mara))[0]?.card?.sightings.map(({ text }) => text);
  await strike(noor, first);
  expect(await seen()).toEqual(['You asked.', 'You waited.']);
  await strike(ilya, first);
  await strike(mara, second);
  expect(await seen()).toEqual([]);
});

test('the board shows the newest that was seen of each card and says that there is more, its own page shows all', async () => {
  const { people, by, write, board } = await circleOf('Mara', 'Ilya');
  const [mara, ilya] = people as [Actor, Actor];
  const much = await write(mara, 'One question.');
  const { id: few } = await write(ilya, 'I wait.');
  const tell = (person: Actor, card: string, text: string) =>
    by(person, (tx, member) => addSighting(tx, member, { id: newId(), card, text }));
  await tell(mara, few, 'You waited.');
  for (let number = 1; number <= 45; number++) await tell(ilya, much.id, `Seen ${number}.`);
  const [own, other] = await board(mara);
  expect(own?.card?.sightings.map(({ text }) => text)).toEqual(
    Array.from({ length: 8 }, (_, index) => `Seen ${45 - index}.`),
  );
  expect(own?.card?.moreSeen).toBe(true);
  expect(other?.card?.sightings.map(({ text }) => text)).toEqual(['You waited.']);
  expect(other?.card?.moreSeen).toBe(false);
  const page = await by(mara, (tx, member) => readCard(tx, member, much.id));
  expect(page?.card.sightings).toHaveLength(45);
  expect(page?.card.moreSeen).toBe(false);
});

test('nobody tells what they saw of their own card, of one that is gone, or nothing at all', async () => {
  const { people, by, write } = await circleOf('Mara', 'Ilya');
  const [mara, ilya] = people as [Actor, Actor];
  const { id } = await write(mara, 'One question.');
  const tell = (person: Actor, to: string, text: string) =>
    by(person, (tx, member) => addSighting(tx, member, { id: newId(), card: to, text }));
  expect(await tell(mara, id, 'I did well.')).toEqual({ ok: false, reason: 'own-card' });
  expect(await tell(ilya, newId(), 'You waited.')).toEqual({ ok: false, reason: 'card-gone' });
  expect(await tell(ilya, id, '')).toEqual({ ok: false, reason: 'sighting-empty' });
  expect(await tell(ilya, id, 'x'.repeat(401))).toEqual({ ok: false, reason: 'sighting-too-long' });
});

test('earlier cards come a few at a time, newest first, each once', async () => {
  const { people, write, outcome, board } = await circleOf('Mara', 'Ilya');
  const [mara, ilya] = people as [Actor, Actor];
  for (let number = 1; number <= 20; number++) {
    const { id } = await write(mara, `Experiment ${number}.`);
    await outcome(mara, id);
  }
  const read: string[] = [];
  let before: string | undefined;
  do {
    const places = await board(ilya, { owner: mara.personId, ...(before ? { before } : {}) });
    const former = places[1]?.former;
    expect(former?.cards.length).toBeLessThanOrEqual(8);
    read.push(...(former?.cards.map(({ experiment }) => experiment) ?? []));
    before = former?.older;
  } while (before);
  expect(read).toEqual(Array.from({ length: 19 }, (_, index) => `Experiment ${19 - index}.`));
});

test('only members of the circle reach a card, by the pages or by the database itself', async () => {
  const { people, circleId, by, write } = await circleOf('Mara', 'Ilya', 'Noor');
  const [mara, ilya, noor] = people as [Actor, Actor, Actor];
  const { id } = await write(mara, 'One question.');
  const [manager] = (await makePeople(database, ['Vera'], mara.organisationId)) as [Actor];
  await database.asMaintenance((tx) =>
    sql`UPDATE person SET manager_id = ${manager.personId} WHERE id = ${mara.personId}`.execute(tx),
  );
  const [stranger] = (await makePeople(database, ['Odo'])) as [Actor];
  await by(noor, leaveCircle);

  const rows = (person: Actor) =>
    database.asPerson(person, (tx) =>
      tx.selectFrom('commitment').select('id').where('id', '=', id).execute(),
    );
  expect(await rows(ilya)).toEqual([{ id }]);
  for (const outsider of [manager, stranger, noor]) {
    await expect(asMember(database, outsider, circleId, async () => 'in')).rejects.toThrow('not a member');
    expect(await rows(outsider)).toEqual([]);
    await expect(
      database.asPerson(outsider, (tx) =>
        tx
          .insertInto('sighting')
          .values({
            organisation_id: outsider.organisationId,
            id: newId(),
            commitment_id: id,
            circle_id: circleId,
            author_id: outsider.personId,
            text: 'I was watching.',
          })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
  }
});

test('the database itself keeps a card to its owner, its circle and its time', async () => {
  const { people, write } = await circleOf('Mara', 'Ilya');
  const [mara, ilya] = people as [Actor, Actor];
  const elsewhere = await makeCircle(database, [
    ...(await makePeople(database, ['Vera'], mara.organisationId)),
  ]);
  const { id } = await write(mara, 'One question.');
  const change = (person: Actor, set: Record<string, string>) =>
    database.asPerson(person, (tx) =>
      tx.updateTable('commitment').set(set).where('id', '=', id).executeTakeFirst(),
    );
  expect((await change(ilya, { experiment: 'Mine now.' })).numUpdatedRows).toBe(0n);
  await expect(change(mara, { circle_id: elsewhere.circleId })).rejects.toThrow(/permission denied/);
  await expect(change(mara, { owner_id: ilya.personId })).rejects.toThrow(/permission denied/);
  await expect(change(mara, { created_at: '2020-01-01' })).rejects.toThrow(/permission denied/);
  await expect(
    database.asPerson(mara, (tx) =>
      tx
        .insertInto('commitment')
        .values({
          organisation_id: mara.organisationId,
          id: newId(),
          circle_id: elsewhere.circleId,
          owner_id: mara.personId,
          experiment: 'On your board.',
        })
        .execute(),
    ),
  ).rejects.toThrow(/row-level security/);
});
