import { request } from 'node:http';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { useApp } from '../support/app.ts';
import { type BuiltApp, serveBuilt } from './serve-built.ts';

const app = useApp();
let built: BuiltApp;
beforeAll(async () => {
  built = await serveBuilt(app.database);
});
afterAll(() => built.stop());

/** Has the form of a token, so that it is looked up. */
const token = 'canary-'.padEnd(43, 'x');

const paths = [
  `/join/${token}`,
  `/sign-in/${token}`,
  `/operator/${token}`,
  `/me/email/${token}`,
  `/nudges/answer/${token}?say=${token}`,
  `/nudges/stop/${token}`,
  `/sign-in?next=/join/${token}`,
  // Addresses that lead nowhere, cannot be read, or are asked for as data.
  `/join/${token}/more`,
  `/join/${token}%E0%A4%A`,
  `/join/${token}/__data.json`,
  `/nowhere/${token}?${token}=${token}`,
  `/circles/${token}`,
  `/sessions/${token}/stream?holder=${token}`,
  `/${token}`,
  `//${token}`,
  `/_app/${token}`,
  `/healthz?${token}`,
  `/metrics?${token}`,
];

interface Way {
  method: string;
  headers?: Record<string, string>;
  body?: string;
}

const ways: Array<[string, Way]> = [
  ['looking', { method: 'GET' }],
  ['looking without a page', { method: 'HEAD' }],
  ['a form', { method: 'POST', body: `name=${token}&email=${token}%40example.org&code=${token}` }],
  [
    'a form that cannot be read',
    { method: 'POST', headers: { 'content-type': 'multipart/form-data' }, body: token },
  ],
  [
    'JSON that cannot be read',
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"${token}` },
  ],
  [
    'a form of another site',
    { method: 'POST', headers: { origin: `https://${token}.example` }, body: token },
  ],
  ['a body that is too long', { method: 'POST', headers: { 'content-length': '99999999' }, body: token }],
  ['another method', { method: 'DELETE' }],
  ['another name', { method: 'GET', headers: { host: `${token}.example` } }],
];

function ask(path: string, { method, headers = {}, body }: Way): Promise<number> {
  const own = { host: `localhost:${built.port}`, cookie: `rondo=${token}; rondo_operator=${token}` };
  const said = { referer: `${built.origin}/join/${token}`, 'user-agent': token, 'x-forwarded-for': token };
  const form = { origin: built.origin, 'content-type': 'application/x-www-form-urlencoded' };
  return new Promise((resolve) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: built.port,
        path,
        method,
        headers: { ...own, ...said, ...(body === undefined && method !== 'DELETE' ? {} : form), ...headers },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
        if (headers['content-length']) asked.destroy();
      },
    );
    asked.once('error', () => resolve(0));
    asked.write(body ?? '');
    if (!headers['content-length']) asked.end();
  });
}

const everyWay = () => Promise.all(paths.flatMap((path) => ways.map(([, way]) => ask(path, way))));

test('whatever is asked, and however, no token of a path, a query, a header or a form is logged', async () => {
  const statuses = new Set(await everyWay());
  expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 400, 403, 404, 405, 413, 421]));
  expect(built.output()).toContain('"route":"/join/[token]"');
  expect(built.output()).not.toContain('canary');
});

test('nor when the database is away and everything fails', async () => {
  const admin = new Client({ connectionString: inject('superuserUrl') });
  await admin.connect();
  const name = new URL(app.database.appUrl).pathname.slice(1);
  await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  try {
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    expect(await everyWay()).toContain(503);
  } finally {
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await admin.end();
  }
  expect(built.output()).toMatch(/the database did not answer|unexpected error/);
  expect(built.output()).not.toContain('canary');
});
