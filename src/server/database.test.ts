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
