import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { databaseUrl } from '../../tests/support/global-database.ts';
import { compareSchema, migrate } from './migrate.ts';

const name = `rondo_plain_${process.pid}_${Date.now()}`;
const [owner, login] = [`${name}_owner`, `${name}_login`];
const folder = new URL('../../migrations/', import.meta.url);
let admin: Client;
let ownerUrl: string;

// An owner who may make no roles, on a server whose administrator made the three that Rondo needs.
beforeAll(async () => {
  admin = new Client({ connectionString: inject('superuserUrl') });
  await admin.connect();
  for (const role of [owner, login]) await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'test'`);
  await admin.query(`CREATE DATABASE ${name} OWNER ${owner}`);
  ownerUrl = databaseUrl(inject('superuserUrl'), { user: owner, database: name });
});

afterAll(async () => {
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  for (const role of [owner, login]) await admin.query(`DROP ROLE ${role}`);
  await admin.end();
});

test('a database in which Rondo never was is known as such, and looking changes nothing', async () => {
  const state = await compareSchema({ ownerUrl, folder });
  expect(state.made).toBe(false);
  expect(await compareSchema({ ownerUrl, folder })).toEqual(state);
});

test('an owner without the right to make roles migrates once an administrator has lent the roles', async () => {
  await expect(migrate({ ownerUrl, appUser: login, folder })).rejects.toThrow(/rondo_app|permission/);
  await admin.query(`GRANT rondo_app TO ${login}; GRANT rondo_worker, rondo_maintenance TO ${owner}`);
  await migrate({ ownerUrl, appUser: login, folder });
  expect(await compareSchema({ ownerUrl, folder })).toEqual({ made: true, pending: [] });
  // Each start asks again.
  expect(await migrate({ ownerUrl, appUser: login, folder })).toEqual([]);
});
