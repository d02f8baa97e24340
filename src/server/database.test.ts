import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import { newId } from './ids.ts';

const database = useDatabase();

async function makeOrganisation(): Promise<{ organisationId: string; personId: string }> {
  const actor = { organisationId: newId(), personId: newId() };
  await database.asNobody(async (tx) => {
    await sql`SELECT create_organisation(${actor.organisationId}, 'Lantern', false)`.execute(tx);
    await sql`SELECT create_person(${actor.organisationId}, ${actor.personId}, 'Mara', null, 'Europe/Berlin', '{}', 'owner')`.execute(
      tx,
    );
  });
  return actor;
}

test('a person sees the people of their own organisation and of no other', async () => {
  const mine = await makeOrganisation();
  await makeOrganisation();
  const people = await database.asPerson(mine, (tx) => tx.selectFrom('person').select('id').execute());
  expect(people).toEqual([{ id: mine.personId }]);
});

test('nobody sees anyone', async () => {
  await makeOrganisation();
  expect(await database.asNobody((tx) => tx.selectFrom('person').select('id').execute())).toEqual([]);
});

test('work that throws changes nothing', async () => {
  const mine = await makeOrganisation();
  await expect(
    database.asPerson(mine, async (tx) => {
      await tx.updateTable('person').set({ name: 'Changed' }).where('id', '=', mine.personId).execute();
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  const row = await database.asPerson(mine, (tx) =>
    tx.selectFrom('person').select('name').executeTakeFirst(),
  );
  expect(row?.name).toBe('Mara');
});

test('a statement that is only sent is in the same transaction, before the commit', async () => {
  const mine = await makeOrganisation();
  await database.asPerson(mine, async (_tx, _client, send) => send(rename(mine.personId, 'Sent')));
  const row = await database.asPerson(mine, (tx) =>
    tx.selectFrom('person').select('name').executeTakeFirst(),
  );
  expect(row?.name).toBe('Sent');
});

test('a statement that is only sent and fails undoes the transaction, and it is its reason that is told', async () => {
  const mine = await makeOrganisation();
  const impossible = { name: 'impossible', text: 'SELECT 1 / $1::int', values: [0] };
  const work = async (...[tx, , send]: Parameters<Parameters<typeof database.asPerson>[1]>) => {
    await tx.updateTable('person').set({ name: 'Changed' }).where('id', '=', mine.personId).execute();
    send(impossible);
    send(rename(mine.personId, 'Changed again'));
  };
  await expect(database.asPerson(mine, work)).rejects.toThrow('division by zero');
  await expect(
    database.asPerson(mine, async (tx, ...more) => {
      await work(tx, ...more);
      // This one is told that the transaction is void, which says nothing.
      await tx.selectFrom('person').select('name').execute();
    }),
  ).rejects.toThrow('division by zero');
  const row = await database.asPerson(mine, (tx) =>
    tx.selectFrom('person').select('name').executeTakeFirst(),
  );
  expect(row?.name).toBe('Mara');
});

test('what is asked before the last statement is answered as its person, and nothing can be asked after it', async () => {
  const mine = await makeOrganisation();
  const names = { name: 'names', text: 'SELECT name FROM person', values: [] };
  const read = await database.asPerson(mine, (_tx, client, _send, last) => {
    const answer = client.query<{ name: string }>(names);
    last();
    return answer;
  });
  expect(read.rows).toEqual([{ name: 'Mara' }]);
  await expect(
    database.asPerson(mine, async (tx, _client, _send, last) => {
      last();
      return tx.selectFrom('person').select('name').execute();
    }),
  ).rejects.toThrow('asked after the last statement');
  await expect(
    database.asPerson(mine, (_tx, client, _send, last) => {
      const answer = client.query({ name: 'impossible', text: 'SELECT 1 / $1::int', values: [0] });
      last();
      return answer;
    }),
  ).rejects.toThrow('division by zero');
  // The connections are good for the next.
  const again = await Promise.all(
    Array.from({ length: 12 }, () =>
      database.asPerson(mine, (tx) => tx.selectFrom('person').select('id').execute()),
    ),
  );
  expect(again.every((rows) => rows.length === 1)).toBe(true);
});

function rename(person: string, name: string) {
  return { name: 'rename', text: 'UPDATE person SET name = $2 WHERE id = $1', values: [person, name] };
}

test('an actor that is not made of UUIDs is refused before it reaches the database', async () => {
  await expect(
    database.asPerson({ organisationId: "' OR true --", personId: '' }, async () => 1),
  ).rejects.toThrow(TypeError);
});

test('the worker and the maintenance role are lent by the owner', async () => {
  const who = async (tx: Parameters<Parameters<typeof database.asWorker>[1]>[0]) =>
    (await sql<{ name: string }>`SELECT current_user AS name`.execute(tx)).rows[0]?.name;
  expect(await database.asWorker({}, who)).toBe('rondo_worker');
  expect(await database.asMaintenance(who)).toBe('rondo_maintenance');
});
