import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Card } from '#core/session/command.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { beginFinding } from '#features/findings/use-cases/write-finding.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { asMember, makeCircle, makePeople } from '../../../../tests/support/circle.ts';
import { useDatabase } from '../../../../tests/support/database.ts';
import { carryOver } from './carry-over.ts';
import { findEarlierAlike } from './find-earlier-alike.ts';
import { adjustCard, giveOutcome } from './give-outcome.ts';
import { readCard } from './read-card.ts';
import { removeCard } from './remove-card.ts';
import { addSighting } from './see-in-the-wild.ts';
import { takeBackWords } from './take-back-words.ts';
import { changeCard, writeCard } from './write-card.ts';

const database = useDatabase();
const now = Date.now();

const card = (experiment: string, more: Partial<Card> = {}): Card => ({
  experiment,
  behaviour: '',
  context: '',
  criterion: '',
  dueOn: '',
  ...more,
});

async function circleOf(...names: string[]) {
  const people = await makePeople(database, names);
  const { circleId } = await makeCircle(database, people);
  const by = <T>(person: Actor, work: (tx: Tx, member: CircleMember) => Promise<T>) =>
    asMember(database, person, circleId, work);
  const write = async (person: Actor, given: Card) => {
    const id = newId();
    expect(await by(person, (tx, member) => writeCard(tx, member, { id, card: given, now }))).toEqual({
      ok: true,
    });
    return id;
  };
  const say = (person: Actor, id: string, outcome: string, note: string) =>
    by(person, (tx, member) => giveOutcome(tx, member, { id, outcome, note }));
  const read = (person: Actor, id: string) => by(person, (tx, member) => readCard(tx, member, id));
  return { people, circleId, by, write, say, read };
}

test('a card’s life is told to the circle in its owner’s words, each step with its day', async () => {
  const { people, by, write, say, read } = await circleOf('Mara', 'Ilya');
  const [mara, ilya] = people as [Actor, Actor];
  const id = await write(
    mara,
    card('One question.', { assumption: 'They know more.', evidence: 'Silence.' }),
  );
  await by(mara, (tx, member) => carryOver(tx, member, id, 0));
  await say(mara, id, 'attempted', 'I asked, and waited.');
  await say(mara, id, 'learned', 'Three seconds are enough.');
  // The same form again is no further step.
  await say(mara, id, 'learned', 'Three seconds are enough.');
  const page = await read(ilya, id);
  expect(page?.card).toMatchObject({
    assumption: 'They know more.',
    evidence: 'Silence.',
    outcome: 'learned',
  });
  expect(page).toMatchObject({ mine: false, onBoard: true });
  expect(page?.life.map(({ kind, words }) => [kind, words])).toEqual([
    ['planned', ''],
    ['kept', ''],
    ['attempted', 'I asked, and waited.'],
    ['learned', 'Three seconds are enough.'],
  ]);
});

test('an adjusted card and the one that grew out of it lead to each other', async () => {
  const { people, by, write, read } = await circleOf('Mara', 'Ilya');
  const [mara, ilya] = people as [Actor, Actor];
  const behaviour = 'Asks first';
  const from = await write(mara, card('Three questions.', { behaviour }));
  const id = newId();
  const next = { from, note: 'Too many.', id, card: card('One question.', { behaviour }), now };
  expect(await by(mara, (tx, member) => adjustCard(tx, member, next))).toEqual({ ok: true });
  expect(await read(ilya, from)).toMatchObject({
    onBoard: false,
    after: { id, experiment: 'One question.' },
  });
  expect(await read(ilya, id)).toMatchObject({
    onBoard: true,
    before: { id: from, experiment: 'Three questions.' },
    alike: [],
  });
  expect((await read(ilya, from))?.life.at(-1)).toMatchObject({ kind: 'adjusted', words: 'Too many.' });
});

test('of two windows the second is told that the card has changed, and writes nothing over', async () => {
  const { people, by, write, read } = await circleOf('Mara', 'Ilya');
  const [mara] = people as [Actor];
  const id = await write(mara, card('Ask.'));
  const change = (experiment: string, version?: number) =>
    by(mara, (tx, member) => changeCard(tx, member, { id, card: card(experiment), now, version }));
  expect(await change('Ask once.', 1)).toEqual({ ok: true });
  expect(await change('Ask twice.', 1)).toEqual({ ok: false, reason: 'changed-meanwhile' });
  expect((await read(mara, id))?.card).toMatchObject({ experiment: 'Ask once.', version: 2 });
  expect(await change('Ask twice.', 2)).toEqual({ ok: true });
});

test('what was discussed before is found for whoever was there, and for nobody who was not', async () => {
  const { people, circleId, by, write, say, read } = await circleOf('Mara', 'Ilya');
  const [mara, ilya] = people as [Actor, Actor];
  const first = await write(
    ilya,
    card('I ask one open question before I give my view.', { behaviour: 'Asks first' }),
  );
  await say(ilya, first, 'learned', '');
  await write(ilya, card('I thank somebody on Friday.'));
  const mine = await write(mara, card('In planning I give my view after one question.'));
  expect((await read(mara, mine))?.alike.map(({ id }) => id)).toEqual([first]);
  const alikeTo = (person: Actor) =>
    by(person, (tx, member) =>
      findEarlierAlike(tx, member, { card: card('Count to three.', { behaviour: 'asks first' }) }),
    );
  expect((await alikeTo(mara)).map(({ id, ownerId }) => [id, ownerId])).toEqual([[first, ilya.personId]]);
  const [noor] = (await makePeople(database, ['Noor'], mara.organisationId)) as [Actor];
  await database.asMaintenance((tx) =>
    sql`INSERT INTO membership (organisation_id, circle_id, id, person_id, seat, joined_at)
      VALUES (${noor.organisationId}, ${circleId}, ${newId()}, ${noor.personId}, 3, now())`.execute(tx),
  );
  expect(await alikeTo(noor)).toEqual([]);
  expect(await read(noor, first)).toBeUndefined();
});

test('whoever asks is told of what was discussed longer ago than a card’s own page looks back', async () => {
  const { people, circleId, by, write, say } = await circleOf('Mara');
  const [mara] = people as [Actor];
  const first = await write(mara, card('I ask one open question.', { behaviour: 'Asks first' }));
  await say(mara, first, 'learned', '');
  await write(mara, card('I thank somebody on Friday.'));
  // A year of others, as they were written before there were keys.
  await database.asMaintenance((tx) =>
    sql`INSERT INTO commitment (organisation_id, id, circle_id, owner_id, experiment, created_at, closed_at)
      SELECT ${mara.organisationId}, gen_random_uuid(), ${circleId}, ${mara.personId}, 'On Friday I thank colleague ' || n,
        now() + interval '1 second', now() + interval '1 second' FROM generate_series(1, 260) AS n`.execute(
      tx,
    ),
  );
  const alike = (asked: boolean) =>
    by(mara, (tx, member) =>
      findEarlierAlike(tx, member, { card: card('Count to three.', { behaviour: 'Asks first' }), asked }),
    );
  expect(await alike(false)).toEqual([]);
  expect((await alike(true)).map(({ id }) => id)).toEqual([first]);
});

test('its owner takes back what they said at a step, and nobody else does', async () => {
  const { people, by, write, say, read } = await circleOf('Mara', 'Ilya');
  const [mara, ilya] = people as [Actor, Actor];
  const id = await write(mara, card('One question.'));
  await say(mara, id, 'attempted', 'I was cross.');
  await say(mara, id, 'learned', 'I waited.');
  const step = (await read(mara, id))?.life[1]?.id ?? '';
  await by(ilya, (tx, member) => takeBackWords(tx, member, step));
  expect((await read(ilya, id))?.life[1]?.words).toBe('I was cross.');
  await by(mara, (tx, member) => takeBackWords(tx, member, step));
  expect((await read(ilya, id))?.life.map(({ kind, words }) => [kind, words])).toEqual([
    ['planned', ''],
    ['attempted', ''],
    ['learned', 'I waited.'],
  ]);
});

test('the words of the last step go from the card too, and what was said before stays as it was', async () => {
  const { people, by, write, say, read } = await circleOf('Mara', 'Ilya');
  const [mara, ilya] = people as [Actor, Actor];
  const id = await write(mara, card('One question.'));
  await say(mara, id, 'attempted', 'I was cross.');
  await say(mara, id, 'learned', 'I was cross with Ada.');
  const [, first, last] = (await read(mara, id))?.life ?? [];
  await by(mara, (tx, member) => takeBackWords(tx, member, first?.id ?? ''));
  expect((await read(ilya, id))?.card.note).toBe('I was cross with Ada.');
  await by(ilya, (tx, member) => takeBackWords(tx, member, last?.id ?? ''));
  expect((await read(ilya, id))?.card.note).toBe('I was cross with Ada.');
  await by(mara, (tx, member) => takeBackWords(tx, member, last?.id ?? ''));
  const page = await read(ilya, id);
  expect(page?.card).toMatchObject({ outcome: 'learned', note: '' });
  expect(JSON.stringify(page)).not.toContain('cross');
  const { rows } = await database.asMaintenance((tx) =>
    sql<{ outcome_note: string }>`SELECT outcome_note FROM commitment WHERE id = ${id}`.execute(tx),
  );
  expect(rows).toEqual([{ outcome_note: '' }]);
});

test.each(['on the board', 'with its outcome', 'after it left the board'])(
  'a card that its owner takes away %s is gone with its steps and what was seen of it; what came of it stands',
  async (when) => {
    const { people, by, write, say, read } = await circleOf('Mara', 'Ilya');
    const [mara, ilya] = people as [Actor, Actor];
    const id = await write(mara, card('One question.'));
    await by(mara, (tx, member) => carryOver(tx, member, id, 0));
    await by(ilya, (tx, member) => addSighting(tx, member, { id: newId(), card: id, text: 'You waited.' }));
    if (when !== 'on the board') await say(mara, id, 'learned', 'I waited.');
    const after = when === 'after it left the board' ? await write(mara, card('Two.')) : undefined;
    const words = {
      title: 'One hour',
      obstacle: 'We rush.',
      change: 'We wait.',
      toPerson: null,
      toName: 'Vera',
      toEmail: '',
    };
    const finding = { ...words, id: newId(), card: id, namesCircle: false, now: new Date(now) };
    expect(await by(ilya, (tx, member) => beginFinding(tx, member, finding))).toMatchObject({ ok: true });
    expect(await by(ilya, (tx, member) => removeCard(tx, member, id))).toBe(false);
    expect(await read(ilya, id)).toBeDefined();
    expect(await by(mara, (tx, member) => removeCard(tx, member, id))).toBe(true);
    expect(await by(mara, (tx, member) => removeCard(tx, member, id))).toBe(false);
    for (const person of [mara, ilya]) expect(await read(person, id)).toBeUndefined();
    if (after) expect(await read(ilya, after)).toBeDefined();
    const { rows } = await database.asMaintenance((tx) =>
      sql`SELECT (SELECT count(*)::int FROM commitment WHERE id = ${id}) AS cards,
        (SELECT count(*)::int FROM card_step WHERE commitment_id = ${id}) AS steps,
        (SELECT count(*)::int FROM sighting WHERE commitment_id = ${id}) AS seen,
        (SELECT count(*)::int FROM finding WHERE id = ${finding.id}) AS findings`.execute(tx),
    );
    expect(rows).toEqual([{ cards: 0, steps: 0, seen: 0, findings: 1 }]);
  },
);

test('the database lets nobody speak at another’s card, or let their own grow out of it', async () => {
  const { people, circleId, write } = await circleOf('Mara', 'Ilya');
  const [mara, ilya] = people as [Actor, Actor];
  const id = await write(mara, card('One question.'));
  const own = { organisation_id: ilya.organisationId, circle_id: circleId, owner_id: ilya.personId };
  await expect(
    database.asPerson(ilya, (tx) =>
      tx
        .insertInto('card_step')
        .values({ ...own, id: newId(), commitment_id: id, kind: 'learned' })
        .execute(),
    ),
  ).rejects.toThrow(/foreign key/);
  await expect(
    database.asPerson(ilya, (tx) =>
      tx
        .insertInto('card_step')
        .values({ ...own, owner_id: mara.personId, id: newId(), commitment_id: id, kind: 'learned' })
        .execute(),
    ),
  ).rejects.toThrow(/row-level security/);
  await expect(
    database.asPerson(ilya, (tx) =>
      tx
        .insertInto('commitment')
        .values({ ...own, id: newId(), experiment: 'Mine.', adjusted_from: id })
        .execute(),
    ),
  ).rejects.toThrow(/foreign key/);
});
