import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '../support/app.ts';
import { plantRest } from './plant-rest.ts';
import { tables } from './policies/expectations.ts';
import { arrangeWorld, type Identity, identities, type World } from './world.ts';

const app = useApp();
let world: World;
let login: Client;
let admin: Client;

beforeAll(async () => {
  world = await arrangeWorld(app);
  admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  await plantRest(admin, world);
  login = new Client({ connectionString: app.database.appUrl });
  await login.connect();
});
afterAll(() => Promise.all([login.end(), admin.end()]));

interface Known {
  organisationId: string;
  personId: string;
}

async function as<T>(who: Identity, work: (actor?: Known) => Promise<T>): Promise<T> {
  const actor = who === 'nobody' || who === 'operator' ? undefined : world.people[who];
  await login.query('BEGIN');
  await login.query(
    `SELECT set_config('rondo.organisation', $1, true), set_config('rondo.person', $2, true)`,
    [actor?.organisationId ?? '', actor?.personId ?? ''],
  );
  try {
    return await work(actor);
  } finally {
    await login.query('ROLLBACK');
  }
}

/**
 * `passed`: the policies let the statement through, even where a constraint then stops it, because somebody did that
 * already, may do it once only, or names somebody who is not there.
 */
async function tryOut(text: string, values: unknown[] = []): Promise<'passed' | 'refused'> {
  await login.query('SAVEPOINT here');
  try {
    const { rowCount } = await login.query(text, values);
    return rowCount ? 'passed' : 'refused';
  } catch (error) {
    await login.query('ROLLBACK TO here');
    const { code } = error as { code?: string };
    if (code === '42501') return 'refused';
    if (code === '23503' || code === '23505' || code === '23514') return 'passed';
    throw error;
  }
}

/** The columns that the program may write when it adds or changes a row. */
async function columnsFor(table: string, what: 'INSERT' | 'UPDATE'): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
     AND has_column_privilege('rondo_login', attrelid, attnum, $2) ORDER BY attnum`,
    [table, what],
  );
  return rows.map(({ name }) => name);
}

/** A row of the table as it is, with what has to differ; each value an SQL literal. */
async function copyOf(table: string, columns: string[]): Promise<Record<string, string>> {
  const { like, but = {} } = tables[table] ?? {};
  const literals = columns.map((column) => `quote_nullable((${but[column] ?? column})::text)`);
  const { rows } = await admin.query({
    text: `SELECT ${literals.join(', ')} FROM ${table} WHERE ${like?.(world) ?? 'true'} LIMIT 1`,
    rowMode: 'array',
  });
  const [row] = rows as string[][];
  if (!row) throw new Error(`nothing to copy in ${table}`);
  return Object.fromEntries(columns.map((column, index) => [column, row[index] ?? 'NULL']));
}

function insert(table: string, row: Record<string, string>): string {
  return `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`;
}

describe.each(Object.entries(tables))('%s', (table, { adds = [], by, changes = [] }) => {
  test('rows are added by those who may, in their own name', async () => {
    const columns = await columnsFor(table, 'INSERT');
    // Where nobody may at all, one column is enough to be refused.
    if (columns.length === 0) columns.push(...(await everyColumn(table)));
    for (const who of identities) {
      const row = await copyOf(table, columns);
      const answer = await as(who, (actor) => {
        if (actor && 'organisation_id' in row) row.organisation_id = `'${actor.organisationId}'`;
        if (actor && by) row[by] = `'${actor.personId}'`;
        return tryOut(insert(table, row));
      });
      expect({ who, answer }).toEqual({ who, answer: adds.includes(who) ? 'passed' : 'refused' });
    }
  });

  // Where nobody adds anything, nobody forges anything either.
  if (by && adds.length > 0)
    test('nobody adds a row in the name of somebody else, or in another organisation', async () => {
      const columns = await columnsFor(table, 'INSERT');
      for (const who of identities) {
        const row = await copyOf(table, columns);
        const forged = { ...row, [by]: `'${world.people.third.personId}'` };
        expect({ who, answer: await as(who, () => tryOut(insert(table, forged))) }).toEqual({
          who,
          answer: 'refused',
        });
        if (who !== 'stranger' && who !== 'demonstration') continue;
        // Their own name, in the organisation of the others.
        const abroad = { ...row, [by]: `'${world.people[who].personId}'` };
        expect({ who, answer: await as(who, () => tryOut(insert(table, abroad))) }).toEqual({
          who,
          answer: 'refused',
        });
      }
    });

  test('whoever changes nothing of it changes no column, and nobody gives a row to somebody else', async () => {
    const columns = await columnsFor(table, 'UPDATE');
    for (const who of identities) {
      await as(who, async () => {
        for (const column of columns) {
          if (changes.includes(who)) continue;
          const answer = await tryOut(`UPDATE ${table} SET ${column} = ${column}`);
          expect({ who, column, answer }).toEqual({ who, column, answer: 'refused' });
        }
        if (!by || !columns.includes(by)) return;
        const given = await tryOut(`UPDATE ${table} SET ${by} = $1`, [world.people.third.personId]);
        expect({ who, given }).toEqual({ who, given: 'refused' });
      });
    }
  });
});

async function everyColumn(table: string): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    'SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped',
    [table],
  );
  return rows.map(({ name }) => name);
}
