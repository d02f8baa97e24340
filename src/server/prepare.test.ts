import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { makePeople } from '../../tests/support/circle.ts';
import { useDatabase } from '../../tests/support/database.ts';
import type { Actor } from './database.ts';
import { prepare } from './prepare.ts';

const database = useDatabase();

const peopleNamed = prepare('people-named', (db, { organisationId, names, most }: Asked) =>
  db
    .selectFrom('person')
    .select(['name', 'organisation_id'])
    .where('organisation_id', '=', organisationId)
    .where('name', '=', sql<string>`any(${names})`)
    .orderBy('name')
    .limit(most),
);

interface Asked {
  organisationId: string;
  names: string[];
  most: number;
}

async function foundOrganisation(...names: string[]): Promise<Actor> {
  const [first] = await makePeople(database, names);
  return first as Actor;
}

async function ask(actor: Actor, asked: Partial<Asked>): Promise<string[]> {
  const rows = await database.asPerson(actor, (tx) =>
    peopleNamed(tx, { organisationId: actor.organisationId, names: [], most: 9, ...asked }),
  );
  return rows.map(({ name }) => name);
}

test('a statement that was built once answers each time what it is asked then', async () => {
  const mine = await foundOrganisation('Mara', 'Noor', 'Teo');
  expect(await ask(mine, { names: ['Mara', 'Teo', 'Ama'] })).toEqual(['Mara', 'Teo']);
  expect(await ask(mine, { names: ['Noor'] })).toEqual(['Noor']);
  expect(await ask(mine, { names: ['Mara', 'Noor'], most: 1 })).toEqual(['Mara']);
  expect(await ask(mine, { names: [] })).toEqual([]);
});

test('who acts decides anew each time, also when the plan is kept', async () => {
  const [mine, other] = [await foundOrganisation('Mara'), await foundOrganisation('Mara')];
  const theirs = { names: ['Mara'], organisationId: other.organisationId };
  // The database keeps a plan for good after five times.
  for (let time = 0; time < 8; time++) {
    expect(await ask(mine, { names: ['Mara'] })).toEqual(['Mara']);
    expect(await ask(mine, theirs)).toEqual([]);
    expect(await ask(other, theirs)).toEqual(['Mara']);
  }
});

test('many at once, and after one that failed', async () => {
  const mine = await foundOrganisation('Mara', 'Noor');
  const broken = { organisationId: 'no id', names: ['Mara'] };
  await expect(ask(mine, broken)).rejects.toThrow('invalid input syntax');
  const answers = await Promise.all(Array.from({ length: 30 }, () => ask(mine, { names: ['Noor'] })));
  expect(new Set(answers.flat())).toEqual(new Set(['Noor']));
});

test('a value from outside stays a value', async () => {
  const mine = await foundOrganisation('Mara');
  expect(await ask(mine, { names: ["'; DROP TABLE person; --", '$1', '{}'] })).toEqual([]);
});
