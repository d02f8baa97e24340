import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { useApp } from '../support/app.ts';
import { databaseUrl } from '../support/global-database.ts';
import { knock } from './knock.ts';
import { everyDoor } from './matrix/every-door.ts';
import type { Row } from './matrix/row.ts';
import { listRoutes } from './routes.ts';
import { type BuiltApp, serveBuilt } from './serve-built.ts';
import { arrangeWorld, type Identity, identities, type World } from './world.ts';

const app = useApp();
let world: World;
const served = new Map<string, BuiltApp>();
const bare = `rondo_bare_${process.pid}_${Date.now()}`;

beforeAll(async () => {
  world = await arrangeWorld(app);
  await app.database.close();
  const admin = new Client({ connectionString: inject('superuserUrl') });
  await admin.connect();
  await admin.query(
    `CREATE DATABASE ${bare} TEMPLATE ${new URL(app.database.appUrl).pathname.slice(1)} OWNER rondo_owner`,
  );
  await admin.end();
  await dropPolicies();
  const url = (user: string) => databaseUrl(inject('superuserUrl'), { user, database: bare });
  served.set('both walls', await serveBuilt(app.database, { files: world.files }));
  served.set(
    'the pages alone, without policies',
    await serveBuilt({ appUrl: url('rondo_login'), ownerUrl: url('rondo_owner') }, { files: world.files }),
  );
});

afterAll(async () => {
  for (const each of served.values()) await each.stop();
  const admin = new Client({ connectionString: inject('superuserUrl') });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${bare} WITH (FORCE)`);
  await admin.end();
  // Closed above, before it was cloned; the test's own database closes it once more.
  app.database.close = async () => undefined;
});

test('every door that the router knows has a row, and every row a door', async () => {
  const doors = new Set(await listRoutes());
  const told = new Set(everyDoor.map(({ door }) => door));
  expect(
    [...doors].filter((door) => !told.has(door)),
    'doors without a row in tests/access/matrix/',
  ).toEqual([]);
  expect(
    [...told].filter((door) => !doors.has(door)),
    'rows without a door',
  ).toEqual([]);
});

describe.each(['both walls', 'the pages alone, without policies'])('%s', (walls) => {
  const calm = everyDoor.filter(({ spoils }) => !spoils);
  const last = everyDoor.filter(({ spoils }) => spoils);

  test.each([...calm, ...last].map((row) => [name(row), row] as const))(
    '%s refuses whom it must',
    async (_, row) => {
      const refused = identities.filter((who) => !row.may.includes(who) && !row.untried?.includes(who));
      await Promise.all(
        refused.map(async (who) => {
          const { status, location } = await knock(origin(walls), row, { who, world });
          expect({ who, status }, name(row)).toEqual({ who, status: refusal(row, who) });
          if (status === 303 && !row.refused)
            expect(location).toMatch(who === 'applicant' ? /^\/circles$/ : /^\/sign-in\?next=/);
        }),
      );
    },
  );

  test.each(calm.map((row) => [name(row), row] as const))('%s lets in whom it may', async (_, row) => {
    for (const who of row.may) if (!row.untried?.includes(who)) await expectAllowed(walls, row, who);
  });

  test.each(last.map((row) => [name(row), row] as const))(
    '%s lets in one of them, last of all',
    async (_, row) => {
      await expectAllowed(walls, row, row.may[0] as Identity);
    },
  );
});

function origin(walls: string): string {
  return served.get(walls)?.origin ?? '';
}

async function expectAllowed(walls: string, row: Row, who: Identity): Promise<void> {
  const allowed = row.allowed ?? (row.door.startsWith('GET') ? [200] : [200, 303, 400, 409]);
  const { status, location } = await knock(origin(walls), row, { who, world });
  expect(allowed, `${name(row)} as ${who} answered ${status} ${location ?? ''}`).toContain(status);
  expect(location ?? '').not.toMatch(/^\/sign-in\?next=/);
}

function refusal(row: Row, who: Identity): number {
  if (row.refused) return row.refused(who);
  // To whom the operator's cookie is all they have, nobody has signed in.
  if (who === 'nobody' || who === 'operator') return row.door.startsWith('GET') ? 303 : 401;
  // Led back to what they asked for, from every page that is not open to them at all.
  if (who === 'applicant' && /^(GET|HEAD) /.test(row.door) && !isOpenToApplicants(row.door)) return 303;
  return 404;
}

function isOpenToApplicants(door: string): boolean {
  return everyDoor.some((row) => row.door === door && row.may.includes('applicant'));
}

function name({ door, when }: Row): string {
  return when ? `${door} (${when})` : door;
}

async function dropPolicies(): Promise<void> {
  const client = new Client({
    connectionString: Object.assign(new URL(inject('superuserUrl')), { pathname: `/${bare}` }).href,
  });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  for (const table of tables) {
    await client.query(`ALTER TABLE ${table.name} DISABLE ROW LEVEL SECURITY`);
    await client.query(`ALTER TABLE ${table.name} NO FORCE ROW LEVEL SECURITY`);
    // Whatever a role was granted at all it may now do with every row.
  }
  await client.end();
}
