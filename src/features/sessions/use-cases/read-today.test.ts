import { randomUUID } from 'node:crypto';
import { type KyselyPlugin, sql } from 'kysely';
import { expect, test } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { optInWithManager } from '#features/circles/use-cases/opt-in-with-manager.ts';
import { addSighting } from '#features/commitments/use-cases/see-in-the-wild.ts';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import { type Actor, type Statement, vaultOf } from '#server/database.ts';
import { useApp } from '../../../../tests/support/app.ts';
import { asMember, consentAll, makeCircle, makePeople } from '../../../../tests/support/circle.ts';
import { planFor } from '../../../../tests/support/planned.ts';
import { readToday } from './read-today.ts';

const app = useApp();

async function arrange() {
  const people = (await makePeople(app.database, ['Ama Boateng', 'Ilya', 'Noor'])) as [Actor, Actor, Actor];
  const { circleId } = await makeCircle(app.database, people);
  return { people, circleId };
}

const today = (actor: Actor) => app.database.asPerson(actor, (tx) => readToday(tx, actor));

test('somebody without a circle reads an empty day', async () => {
  const [alone] = (await makePeople(app.database, ['Ama'])) as [Actor];
  expect(await today(alone)).toEqual({
    circles: [],
    visits: [],
    waiting: [],
    notices: [],
    seen: [],
    welcome: 'new',
  });
});

test('the day shows my card and what was seen of it, and nobody else’s', async () => {
  const { people, circleId } = await arrange();
  const [ama, ilya, noor] = people;
  const cards = { ama: randomUUID(), ilya: randomUUID() };
  const card = { experiment: 'Ask first', behaviour: '', context: '', criterion: '', dueOn: '' };
  const now = Date.now();
  await asMember(app.database, ama, circleId, (tx, me) => writeCard(tx, me, { id: cards.ama, card, now }));
  await asMember(app.database, ilya, circleId, (tx, me) => writeCard(tx, me, { id: cards.ilya, card, now }));
  for (const text of ['first', 'second', 'third', 'fourth'])
    await asMember(app.database, noor, circleId, (tx, me) =>
      addSighting(tx, me, { id: randomUUID(), card: cards.ama, text }),
    );
  const { circles, seen } = await today(ama);
  expect(circles.map((circle) => circle.card?.id)).toEqual([cards.ama]);
  expect(seen.map(({ text }) => text)).toEqual(['fourth', 'third', 'second']);
  expect((await today(noor)).seen).toEqual([]);
});

test('an agreement waits for everyone until they consent, each for themselves', async () => {
  const { people, circleId } = await arrange();
  const [ama, ...others] = people;
  await consentAll(app.database, others, circleId);
  const kinds = async (actor: Actor) => (await today(actor)).waiting.map(({ kind }) => kind);
  expect(await kinds(ama)).toEqual(['consent']);
  expect(await kinds(others[0] as Actor)).toEqual([]);
});

test('the next session stands with its playbook; colleagues, strangers and former members know of none', async () => {
  const { people, circleId } = await arrange();
  const [ama, ilya, noor] = people;
  const sessionId = await planFor(app.database, ama, circleId);
  const [colleague] = (await makePeople(app.database, ['Cato'], ama.organisationId)) as [Actor];
  const [stranger] = (await makePeople(app.database, ['Stig'])) as [Actor];
  await asMember(app.database, noor, circleId, leaveCircle);
  const [circle] = (await today(ilya)).circles;
  expect(circle?.coming).toMatchObject({
    id: sessionId,
    live: false,
    playbook: { title: expect.any(String) },
  });
  for (const outsider of [colleague, stranger, noor]) expect((await today(outsider)).circles).toEqual([]);
});

test('what was planned for yesterday and never opened is missed, not next', async () => {
  const { people, circleId } = await arrange();
  const [ama] = people;
  const sessionId = await planFor(app.database, ama, circleId);
  await app.database.asPerson(ama, (tx) =>
    tx
      .updateTable('session')
      .set({ starts_at: new Date(Date.now() - 24 * 3600_000) })
      .where('id', '=', sessionId)
      .execute(),
  );
  const [circle] = (await today(ama)).circles;
  expect(circle).toBeDefined();
  expect(circle?.coming).toMatchObject({ id: sessionId, missed: true });
});

test('the day says what the rota would make of me next time, once there were turns to go by', async () => {
  const { people, circleId } = await arrange();
  const [ama, ilya, noor] = people;
  await planFor(app.database, ama, circleId);
  expect((await today(ama)).role).toBeUndefined();
  await app.database.asPerson(ama, async (tx) => {
    for (const [person, role] of [
      [ama, 'focus owner'],
      [ilya, 'facilitator'],
      [noor, 'observer'],
    ] as const)
      await sql`INSERT INTO rota_turn (organisation_id, circle_id, session_number, person_id, role)
        VALUES (${ama.organisationId}, ${circleId}, 1, ${person.personId}, ${role})`.execute(tx);
  });
  const roles = await Promise.all(people.map(async (person) => (await today(person)).role));
  expect(new Set(roles).size).toBe(3);
  expect(roles[0]).not.toBe('focus owner');
  expect(roles[1]).not.toBe('facilitator');
});

test('a manager and their report in one circle are both asked, and nobody else, until each is willing', async () => {
  const { people, circleId } = await arrange();
  const [ama, ilya, noor] = people;
  await consentAll(app.database, people, circleId);
  await app.database.asPerson(ilya, (tx) =>
    tx.updateTable('person').set({ manager_id: ama.personId }).where('id', '=', ilya.personId).execute(),
  );
  const waits = async (person: Actor) => (await today(person)).waiting.map(({ kind, name }) => [kind, name]);
  expect(await waits(ama)).toEqual([['manager', 'Ilya']]);
  expect(await waits(ilya)).toEqual([['manager', 'Ama Boateng']]);
  expect(await waits(noor)).toEqual([]);
  await asMember(app.database, ama, circleId, (tx, member) => optInWithManager(tx, member, ilya.personId));
  expect(await waits(ama)).toEqual([]);
  expect(await waits(ilya)).toEqual([['manager', 'Ama Boateng']]);
});

test('the day costs nine queries, however many circles', async () => {
  const [ama, ilya] = (await makePeople(app.database, ['Ama', 'Ilya'])) as [Actor, Actor];
  const card = { experiment: 'Ask first', behaviour: '', context: '', criterion: '', dueOn: '' };
  for (const _ of [1, 2, 3]) {
    const { circleId } = await makeCircle(app.database, [ama, ilya]);
    await asMember(app.database, ama, circleId, (tx, me) =>
      writeCard(tx, me, { id: randomUUID(), card, now: Date.now() }),
    );
    await planFor(app.database, ama, circleId);
  }
  let queries = 0;
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const { circles } = await app.database.asPerson(ama, (tx, client) => {
    // Statements that are prepared go past the builder, to the client.
    const counted = (statement: Statement) => {
      queries += 1;
      return client.query(statement);
    };
    const places = {
      [Symbol.for('rondo vault')]: vaultOf(tx),
      [Symbol.for('rondo client')]: { query: counted },
    };
    return readToday(Object.assign(tx.withPlugin(counter), places), ama);
  });
  expect(circles).toHaveLength(3);
  expect(queries).toBe(9);
});
