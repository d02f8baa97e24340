import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { usePages } from '../../../tests/support/pages.ts';
import { admitPerson } from './use-cases/admit-person.ts';

const app = useApp();
const pages = usePages(app);
const mara = { organisationId: newId(), personId: newId() };

beforeAll(async () => {
  await app.database.asNobody((tx) =>
    sql`SELECT create_organisation(${mara.organisationId}, 'Lantern', false)`.execute(tx),
  );
  await app.database.asPerson(mara, (tx) =>
    admitPerson(tx, {
      ...mara,
      name: 'Mara Lindqvist',
      email: 'mara@example.org',
      timeZone: 'Europe/Berlin',
      languages: [],
    }),
  );
});

/** The token of the newest link that waits in the outbox for Mara. */
async function newestToken(): Promise<string> {
  const mails = await app.database.asMaintenance((tx) =>
    tx
      .selectFrom('mail')
      .select('text_body')
      .where('to_address', '=', 'mara@example.org')
      .orderBy('created_at', 'desc')
      .execute(),
  );
  const token = /\/sign-in\/([\w-]{43})/.exec(mails[0]?.text_body ?? '')?.[1];
  if (!token) throw new Error('no link waits in the outbox');
  return token;
}

async function askForLink(): Promise<string> {
  await app.database.asMaintenance((tx) => tx.deleteFrom('rate_limit').execute());
  const asked = await pages.visitor().post('/sign-in', { email: 'Mara@Example.org ' });
  expect(asked.status).toBe(200);
  return newestToken();
}

test('a link leads in, once, with a cookie that scripts and other sites cannot use', async () => {
  const token = await askForLink();
  const browser = pages.visitor();
  const seen = await browser.get(`/sign-in/${token}`);
  expect(seen.body).toContain('Mara Lindqvist');
  expect(seen.body).toContain('Lantern');
  const used = await browser.post(`/sign-in/${token}`, { next: '/me' });
  expect([used.status, used.leadsTo]).toEqual([303, '/me']);
  const cookie = used.headers.getSetCookie().find((line) => line.startsWith('rondo='));
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  expect(cookie).toMatch(/Path=\//i);
  expect(cookie).not.toMatch(/Domain=/i);
  const again = await pages.visitor().post(`/sign-in/${token}`);
  expect(again.status).toBe(410);
  expect(again.headers.getSetCookie()).toEqual([]);
});

test('of two who press at the same moment one comes in', async () => {
  const token = await askForLink();
  const answers = await Promise.all([1, 2, 3].map(() => pages.visitor().post(`/sign-in/${token}`)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
});

test('a mail scanner that opens the link as often as it likes changes nothing', async () => {
  const token = await askForLink();
  for (const method of ['HEAD', 'GET', 'GET', 'HEAD']) {
    const seen = await pages.visitor().get(`/sign-in/${token}`, { method });
    expect(seen.status).toBe(200);
    expect(seen.headers.getSetCookie()).toEqual([]);
  }
  expect((await pages.visitor().post(`/sign-in/${token}`)).status).toBe(303);
});

test('a link is too old after a quarter of an hour', async () => {
  app.time = new Date(Date.now() - 16 * 60_000);
  const token = await askForLink();
  app.time = undefined;
  expect((await pages.visitor().get(`/sign-in/${token}`)).body).toContain('too old');
  expect((await pages.visitor().post(`/sign-in/${token}`)).status).toBe(410);
});

test('a link that was never made is refused like one that is used', async () => {
  const never = await pages.visitor().post(`/sign-in/${'x'.repeat(43)}`);
  expect(never.status).toBe(410);
  expect(never.body).toContain('too old');
});

test('where a link leads in the end is on this site', async () => {
  for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    const token = await askForLink();
    expect((await pages.visitor().post(`/sign-in/${token}`, { next })).leadsTo).toBe('/');
  }
});
