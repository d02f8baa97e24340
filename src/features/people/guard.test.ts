import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { usePages } from '../../../tests/support/pages.ts';
import { admitPerson } from './use-cases/admit-person.ts';
import { startSignIn } from './use-cases/start-sign-in.ts';

const app = useApp();
const pages = usePages(app);
const mara = { organisationId: newId(), personId: newId() };

beforeAll(async () => {
  await app.database.asNobody((tx) =>
    sql`SELECT create_organisation(${mara.organisationId}, 'Lantern', false)`.execute(tx),
  );
  await app.database.asPerson(mara, (tx) =>
    admitPerson(tx, { ...mara, name: 'Mara', email: 'mara@example.org', timeZone: 'UTC', languages: [] }),
  );
});

async function signedInVisitor() {
  const { token } = await app.database.asNobody((tx) =>
    startSignIn(tx, { ...mara, device: '', now: new Date() }),
  );
  const visitor = pages.visitor();
  visitor.cookies.set('rondo', token);
  return visitor;
}

const foreign: Array<[string, Record<string, string>]> = [
  [
    'another site, by what the browser says',
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  ],
  ['a neighbouring host', { 'sec-fetch-site': 'same-site' }],
  ['another site, in a browser that sends no Sec-Fetch-Site', { origin: 'https://evil.example' }],
  ['nowhere, which no browser does', {}],
];

test.each(foreign)('a form sent from %s changes nothing', async (_where, headers) => {
  const visitor = await signedInVisitor();
  const answer = await visitor.post('/me?/signOut', {}, headers);
  expect(answer.status).toBe(403);
  expect((await visitor.get('/me')).status).toBe(200);
});

const own: Array<[string, (origin: string) => Record<string, string>]> = [
  ['both headers', (origin) => ({ 'sec-fetch-site': 'same-origin', origin })],
  ['Origin alone', (origin) => ({ origin })],
];

test.each(own)('a form of our own, without any script, is taken with %s', async (_what, headers) => {
  const visitor = await signedInVisitor();
  const answer = await visitor.post('/me?/signOut', {}, headers(pages.origin));
  expect([answer.status, answer.leadsTo]).toEqual([303, '/sign-in?signed-out']);
  expect((await visitor.get('/me')).status).toBe(303);
});

test('a page that belongs to somebody leads strangers to the door, and back afterwards', async () => {
  const answer = await pages.visitor().get('/me?from=here');
  expect([answer.status, answer.leadsTo]).toEqual([303, '/sign-in?next=%2Fme%3Ffrom%3Dhere']);
  expect((await pages.visitor().post('/me?/profile')).status).toBe(401);
});

test('what is not a token in the cookie is nobody', async () => {
  const visitor = pages.visitor();
  for (const token of ['x'.repeat(43), "'; DROP TABLE person; --", '']) {
    visitor.cookies.set('rondo', encodeURIComponent(token));
    expect((await visitor.get('/me')).status).toBe(303);
  }
});

test('every answer says how it may be framed, sniffed, referred to and kept', async () => {
  const { headers } = await (await signedInVisitor()).get('/me');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('permissions-policy')).toContain('microphone=()');
  expect(headers.get('cache-control')).toContain('no-store');
});
