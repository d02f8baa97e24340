import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '../support/app.ts';
import { canaries } from './plant.ts';
import { plantRest } from './plant-rest.ts';
import { tables } from './policies/expectations.ts';
import { functions } from './policies/functions.ts';
import { arrangeWorld, type Identity, identities, type World } from './world.ts';

const app = useApp();
let world: World;
let login: Client;
/** Rows of each table, past every policy. */
let filled: Record<string, number>;

beforeAll(async () => {
  world = await arrangeWorld(app);
  const admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  await plantRest(admin, world);
  filled = await countRows(admin);
  await admin.end();
  login = new Client({ connectionString: app.database.appUrl });
  await login.connect();
});
afterAll(() => login.end());

/** Runs statements as the program's role in the name of one identity, and takes everything back. */
async function as<T>(who: Identity, work: () => Promise<T>): Promise<T> {
  const actor = who === 'nobody' || who === 'operator' ? undefined : world.people[who];
  await login.query('BEGIN');
  await login.query(
    `SELECT set_config('rondo.organisation', $1, true), set_config('rondo.person', $2, true)`,
    [actor?.organisationId ?? '', actor?.personId ?? ''],
  );
  try {
    return await work();
  } finally {
    await login.query('ROLLBACK');
  }
}

/** Rows that a statement found or changed; `refused` where the database did not let it run at all. */
async function tryOut(text: string, values: unknown[] = []): Promise<number | 'refused'> {
  await login.query('SAVEPOINT here');
  try {
    return (await login.query(text, values)).rowCount ?? 0;
  } catch (error) {
    await login.query('ROLLBACK TO here');
    const { code } = error as { code?: string };
    if (code === '42501') return 'refused';
    throw error;
  }
}

test('every table has a row of expectations', async () => {
  const { rows } = await login.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(tables).sort());
});

test('every table holds something, so that finding nothing means being refused', () => {
  expect(Object.entries(filled).filter(([, rows]) => rows === 0)).toEqual([]);
});

test('every table that holds anything of anybody forces its policies, on its owner too', async () => {
  const { rows } = await login.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
     AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY 1`,
  );
  // Counters under hashed keys, and which migrations ran.
  expect(rows.map(({ name }) => name)).toEqual(['rate_limit', 'schema_migration']);
});

test('the program may call these functions past the policies, and no others', async () => {
  const { rows } = await login.query<{ name: string }>(
    `SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
     AND has_function_privilege('rondo_login', oid, 'EXECUTE') ORDER BY 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(functions).sort());
});

test('the program cannot take another role, read the queue, or turn policies off', async () => {
  await as('member', async () => {
    for (const text of [
      'SET LOCAL ROLE rondo_worker',
      'SET LOCAL ROLE rondo_maintenance',
      'SET LOCAL ROLE rondo_owner',
      'SELECT * FROM graphile_worker._private_jobs',
      'ALTER TABLE session_words DISABLE ROW LEVEL SECURITY',
      'CREATE TABLE mine (a int)',
      'SELECT token_hash FROM sign_in',
      'SELECT code_hash FROM personal_code',
      'SELECT token_hash FROM invitation',
      'UPDATE session SET circle_id = circle_id',
      'UPDATE session_event SET by_person = by_person',
      'DELETE FROM session_event',
      'UPDATE session_words SET released_at = now()',
      "UPDATE person SET role = 'owner'",
    ])
      expect({ text, answer: await tryOut(text) }).toEqual({ text, answer: 'refused' });
  });
});

describe.each(Object.entries(tables))('%s', (table, expected) => {
  test.each(identities)('%s reads what is theirs, and changes and removes nothing else', async (who) => {
    await as(who, async () => {
      for (const [what, statement] of [
        ['read', `SELECT 1 FROM ${table}`],
        ['change', expected.change ? `UPDATE ${table} SET ${expected.change} = ${expected.change}` : ''],
        ['remove', `DELETE FROM ${table}`],
      ] as const) {
        if (!statement) continue;
        const found = await tryOut(statement);
        const allowed = expected[`${what}s`]?.includes(who) ?? false;
        const some = found !== 'refused' && found > 0;
        expect({ table, who, what, some }).toEqual({ table, who, what, some: allowed });
      }
    });
  });
});

/** Whose words are whose, past every query that the program might write. */
test.each([
  ['pastShared', ['member', 'subject', 'former']],
  ['pastPrivate', ['member', 'subject']],
  ['sealed', ['subject']],
  ['runningShared', ['member', 'subject', 'newcomer']],
] as const)('%s is read by those only whom it is for', async (canary, readers) => {
  for (const who of identities) {
    const found = await as(who, () =>
      tryOut('SELECT 1 FROM session_words WHERE body::text LIKE $1', [`%${canaries[canary]}%`]),
    );
    expect({ who, found }).toEqual({ who, found: (readers as readonly string[]).includes(who) ? 1 : 0 });
  }
});

test('nobody rewrites evidence about themselves, widens what is about another, or opens a seal that the log does not', async () => {
  const words = (canary: keyof typeof canaries) => `body::text LIKE '%${canaries[canary]}%'`;
  await as('subject', async () => {
    expect(await tryOut(`UPDATE session_words SET body = '{}' WHERE ${words('pastPrivate')}`)).toBe(
      'refused',
    );
    expect(await tryOut(`UPDATE session_words SET audience = 'session' WHERE ${words('pastPrivate')}`)).toBe(
      1,
    );
  });
  await as('member', async () => {
    expect(await tryOut(`UPDATE session_words SET audience = 'session' WHERE ${words('pastPrivate')}`)).toBe(
      'refused',
    );
    expect(
      await tryOut(`UPDATE session_words SET body = body || '{"quote":"x"}' WHERE ${words('pastPrivate')}`),
    ).toBe(1);
  });
  await as('member', async () => {
    await login.query(
      `SELECT release_words($1, ${world.drill}, 0, 'session', now()), narrow_words($1), discard_session($1)`,
      [world.running],
    );
    expect(await tryOut(`SELECT 1 FROM session_words WHERE ${words('sealed')}`)).toBe(0);
    expect(await tryOut(`SELECT 1 FROM session_words WHERE ${words('runningShared')}`)).toBe(1);
  });
});

describe.each(Object.entries(functions))(
  '%s',
  (_name, { call, tell, gives, by = ['stranger', 'colleague', 'nobody'] }) => {
    test('called by an outsider with the ids of others gives nothing and changes nothing', async () => {
      if (!call) return expect(tell, 'say in docs/decisions/0005-two-walls.md what it trusts').toBeTruthy();
      for (const who of by) {
        await as(who, async () => {
          const before = await fingerprint();
          const answer = await callIt(call(world, randomUUID()));
          expect({ who, answer }).toEqual({ who, answer: [] });
          expect({ who, changed: await fingerprint() }).toEqual({ who, changed: before });
        });
      }
      if (gives) expect(await as(gives, () => callIt(call(world, randomUUID())))).not.toEqual([]);
    });
  },
);

async function countRows(admin: Client): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of Object.keys(tables)) {
    const { rows } = await admin.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`);
    counts[table] = Number(rows[0]?.n);
  }
  return counts;
}

async function callIt(text: string): Promise<unknown[]> {
  await login.query('SAVEPOINT call');
  try {
    const { rows } = await login.query(text);
    return rows.flatMap((row) => Object.values(row)).filter((value) => !nothing.has(value));
  } catch (error) {
    await login.query('ROLLBACK TO call');
    // Not allowed, or pointing to somebody who is not there.
    if (['42501', '23503', '23502'].includes((error as { code?: string }).code ?? '')) return [];
    throw error;
  }
}

/** What "nothing" looks like in an answer. */
const nothing = new Set<unknown>([null, false, '', '0', 'spent', 'not-found', 'other-organisation']);

/** How many rows each table really has in this transaction: counted by the statistics of the transaction itself. */
async function fingerprint(): Promise<unknown> {
  const { rows } = await login.query(
    `SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables
     WHERE n_tup_ins + n_tup_upd + n_tup_del > 0 ORDER BY 1`,
  );
  return rows;
}
