import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '../support/app.ts';
import { ask, type Question } from './knock.ts';
import { type BuiltApp, serveBuilt } from './serve-built.ts';
import { arrangeWorld, identities, type World } from './world.ts';

const app = useApp();
let built: BuiltApp;
let world: World;
beforeAll(async () => {
  world = await arrangeWorld(app);
  built = await serveBuilt(app.database);
});
afterAll(() => built.stop());

const rename = (more: Question = {}) => {
  const body = new URLSearchParams({ name: 'Renamed' });
  const cookie = world.cookies.member;
  return ask(`${built.origin}/circles/${world.circle}/settings?/change`, {
    method: 'POST',
    cookie,
    body,
    ...more,
  });
};
const command = (more: Question = {}) =>
  ask(`${built.origin}/sessions/${world.running}/commands`, {
    method: 'POST',
    cookie: world.cookies.member,
    type: 'application/json',
    body: '{"commands":[],"drafts":[]}',
    ...more,
  });
/** What the raw request is answered; for headers that fetch does not send as they are. */
function raw(
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: built.port, path, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    })
      .once('error', reject)
      .end();
  });
}

describe('what another site makes a browser send', () => {
  const foreign: [string, Record<string, string>][] = [
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' }],
    ['a page without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a browser that says where from, without an origin', { 'sec-fetch-site': 'cross-site', origin: '' }],
    ['an origin spoofed beside an honest fetch header', { 'sec-fetch-site': 'cross-site' }],
    ['an honest origin beside a spoofed fetch header', { origin: 'https://evil.example' }],
    ['the address bar', { origin: '', 'sec-fetch-site': 'none' }],
  ];
  test.each(foreign)('from %s changes nothing: forms', async (_, headers) => {
    expect((await rename({ headers })).status).toBe(403);
    for (const type of ['text/plain', 'multipart/form-data; boundary=x'])
      expect((await rename({ headers, type, body: 'name=Renamed' })).status).toBe(403);
  });
  test.each(foreign)('from %s changes nothing: commands', async (_, headers) => {
    expect((await command({ headers })).status).toBe(403);
    expect((await command({ headers, type: 'text/plain' })).status).toBe(403);
  });
  test('and from our own pages it does', async () => {
    expect((await rename()).status).toBeLessThan(400);
    expect((await command()).status).toBe(200);
    // A browser too old to say where from is believed by its origin.
    expect((await rename({ headers: { 'sec-fetch-site': '' } })).status).not.toBe(200);
  });
});

describe('odd requests', () => {
  test('a command that is not JSON by its type is not read', async () => {
    expect((await command({ type: 'text/plain' })).status).toBe(415);
    expect((await command({ type: 'application/x-www-form-urlencoded' })).status).toBe(415);
  });
  test('what was typed by one person does not go out in the name of another who signed in since', async () => {
    const shownTo = ({ personId }: { personId: string }) =>
      command({ body: JSON.stringify({ commands: [], drafts: [], person: personId }) });
    expect((await shownTo(world.people.member)).status).toBe(200);
    expect((await shownTo(world.people.subject)).status).toBe(401);
  });
  test('a body that is too big is refused, whatever it says of its length', async () => {
    const big = 'x'.repeat(12 * 1024 * 1024);
    for (const ready of [
      rename({ body: `name=${big}`, type: 'application/x-www-form-urlencoded' }),
      command({ body: JSON.stringify({ commands: [], drafts: [{ field: 'a', body: big }] }) }),
    ]) {
      const { status } = await ready;
      expect([400, 413]).toContain(status);
    }
  });
  test('no method but POST changes anything, and none is talked into being another', async () => {
    const path = `${built.origin}/circles/${world.circle}/leave`;
    const cookie = world.cookies.subject;
    for (const method of ['PUT', 'DELETE', 'PATCH'])
      expect((await ask(path, { method, cookie })).status).toBe(405);
    const override = { 'x-http-method-override': 'POST' };
    expect((await ask(`${path}?_method=POST`, { cookie, headers: override })).status).toBe(200);
    expect((await ask(path, { method: 'HEAD', cookie })).status).toBe(200);
    expect((await ask(`${built.origin}/circles/${world.circle}`, { cookie })).status).toBe(200);
  });
  test('HEAD is refused where GET is', async () => {
    const path = `${built.origin}/circles/${world.circle}`;
    expect((await ask(path, { method: 'HEAD', cookie: world.cookies.colleague })).status).toBe(404);
  });
  test('only names of ours are answered to, and nobody says how they came', async () => {
    expect((await raw('/sign-in', { host: 'evil.example' })).status).toBe(421);
    expect((await raw('/sign-in', { host: `evil.example:${built.port}` })).status).toBe(421);
    expect((await raw('/sign-in', { host: `localhost.evil.example:${built.port}` })).status).toBe(421);
    expect((await raw('/sign-in', { host: `localhost:${built.port}` })).status).toBe(200);
    const forwarded = {
      'x-forwarded-host': 'evil.example',
      'x-rondo-host': 'evil.example',
      'x-rondo-protocol': 'https',
    };
    const { headers } = await raw('/circles', { host: `localhost:${built.port}`, ...forwarded });
    expect(JSON.stringify(headers)).not.toContain('evil');
  });
  test.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/%09/evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/x\r\nset-cookie: a=b',
  ])('nobody is led away by next=%j', async (next) => {
    const { location, headers } = await ask(`${built.origin}/sign-in?next=${encodeURIComponent(next)}`, {
      cookie: world.cookies.member,
    });
    expect(new URL(location ?? '', built.origin).origin).toBe(built.origin);
    expect(location).not.toMatch(/^\/\/|^\/\\/);
    expect(headers.get('set-cookie')).toBeNull();
  });
  test('no path leads out of the folder of files', async () => {
    const cookie = world.cookies.member;
    for (const path of [
      '..%2f..%2fpackage.json',
      '%2e%2e%2fpackage.json',
      '....//package.json',
      `${world.file}%00`,
      `${world.file}/../x`,
    ])
      expect(
        (await ask(`${built.origin}/sessions/${world.running}/artefacts/${path}`, { cookie })).status,
      ).toBe(404);
    for (const path of [
      '/../package.json',
      '/..%2fpackage.json',
      '/%2e%2e/package.json',
      '/_app/..%2f..%2fserver/manifest.js',
    ])
      expect((await raw(path, { host: `localhost:${built.port}` })).status).toBeGreaterThanOrEqual(400);
  });
  test('a made-up cookie is nobody', async () => {
    for (const cookie of [
      'rondo=',
      'rondo=x',
      `rondo=${'a'.repeat(43)}`,
      `rondo=${'a'.repeat(5000)}`,
      "rondo='; DROP TABLE person; --",
    ])
      expect((await ask(`${built.origin}/me`, { cookie })).status).toBe(303);
    for (const token of ['a'.repeat(43), 'x', "' OR 1=1"])
      expect(
        (await ask(`${built.origin}/operator`, { cookie: `rondo_operator=${encodeURIComponent(token)}` }))
          .status,
      ).toBe(404);
  });
});

describe('what every answer carries', () => {
  test('a sign-in is kept from scripts and from other sites', async () => {
    const answer = await ask(`${built.origin}/join/${world.invitations.open}?/newcomer`, {
      method: 'POST',
      body: new URLSearchParams({ name: 'Guest', email: '', timeZone: 'Europe/London' }),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().join()).toMatch(
      /^rondo=[\w-]{43}; (?=.*Path=\/)(?=.*HttpOnly)(?=.*SameSite=Lax)/,
    );
    expect(answer.headers.getSetCookie().join()).not.toMatch(/Domain=/i);
  });
  test('a strict policy for content, and no page needs what it forbids', async () => {
    const pages = [
      '/',
      '/me',
      '/privacy',
      '/library',
      '/library/grow',
      '/library/grow/deck',
      '/library/grow/alone',
      '/circles',
      '/nowhere',
    ];
    const own = ['', '/agreement', '/board', '/settings', '/sheet', '/invite', '/sessions/new'].map(
      (rest) => `/circles/${world.circle}${rest}`,
    );
    const rooms = ['/room', '/status', '/artefacts'].map((rest) => `/sessions/${world.running}${rest}`);
    for (const path of [...pages, ...own, ...rooms]) {
      const { headers, body } = await ask(built.origin + path, { cookie: world.cookies.member });
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toMatch(/script-src 'self'(?: 'nonce-[\w+/=-]+')?;/);
      expect(policy, path).not.toMatch(/script-src[^;]*unsafe|style-src [^;]*unsafe|\*/);
      expect(policy, path).toContain("object-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control'), path).toMatch(/no-store/);
      const bare = body
        .replace(/<script[\s\S]*?<\/script>|<!--[\s\S]*?-->/g, '')
        .replace(/<style[\s\S]*?<\/style>/g, '');
      expect(bare.match(/<[^>]*\s(on[a-z]+|style)=(?!"[^"]*svelte)[^>]*>/)?.[0] ?? '', path).toBe('');
      for (const [tag] of body.matchAll(/<script\b[^>]*>/g)) expect(tag, path).toMatch(/nonce="/);
    }
  });
  test('an image is an image, and a page in its place could do nothing', async () => {
    const { headers } = await ask(`${built.origin}/sessions/${world.running}/status`, {
      cookie: world.cookies.member,
    });
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });
});

test('markup in names, purposes, clauses, cards and playbooks is shown as it was typed', async () => {
  const evil = `"><img src=x onerror=alert(1)><script>alert(2)</script>{@html 1}`;
  await app.database.asMaintenance(async (_tx, client) => {
    await client.query('UPDATE person SET name = $1', [evil.slice(0, 80)]);
    await client.query('UPDATE circle SET name = $1', [evil.slice(0, 80)]);
    await client.query('UPDATE circle_content SET purpose = $1, focus_skill = $1', [evil]);
    await client.query('UPDATE commitment SET experiment = $1, context = $1, criterion = $1', [evil]);
    await client.query('UPDATE sighting SET text = $1', [evil]);
    await client.query(
      `UPDATE playbook SET title = $1, text = regexp_replace(text, 'title: [^\\n]*', 'title: ' || to_json($1::text))`,
      [evil],
    );
    await client.query(
      `UPDATE session_words SET body = body - 'sealed' || jsonb_build_object('artefact', 'text', 'text', $1::text)
       WHERE kind = 'artefact'`,
      [evil],
    );
  });
  let shown = 0;
  for (const path of [
    '/',
    '/circles',
    '/me',
    '/library',
    ...['', '/agreement', '/board', '/settings', '/sheet', '/invite', '/sessions/new', '/part', '/leave'].map(
      (rest) => `/circles/${world.circle}${rest}`,
    ),
    `/sessions/${world.running}/room`,
    `/sessions/${world.running}/status`,
    `/sessions/${world.past}/room`,
    `/join/${world.invitations.link}`,
  ]) {
    const { body, status } = await ask(built.origin + path, { cookie: world.cookies.member });
    expect(status, path).toBe(200);
    expect(body, path).not.toMatch(/<img src=x|<script>alert|href="javascript:/i);
    if (body.includes('&lt;img src=x')) shown++;
  }
  expect(shown).toBeGreaterThan(10);
  // The reader of playbooks knows no HTML: what holds some is no playbook.
  const own = `${built.origin}/library/our-own?circle=${world.circle}`;
  expect((await ask(own, { cookie: world.cookies.member })).status).toBe(404);
});

test('nobody learns from an answer whether a circle, a session or a file is there', async () => {
  const absent = '01900000-0000-7000-8000-000000000000';
  for (const who of identities.filter((each) => ['stranger', 'colleague', 'owner'].includes(each))) {
    const cookie = world.cookies[who];
    for (const [there, path] of [
      [world.circle, (id: string) => `/circles/${id}/board`],
      [world.running, (id: string) => `/sessions/${id}/room`],
      [world.file, (id: string) => `/sessions/${world.running}/artefacts/${id}`],
    ] as const) {
      const answers = await Promise.all(
        [there, absent].map((id) => ask(built.origin + path(id), { cookie })),
      );
      const [one, other] = answers.map(
        ({ status, body }) =>
          `${status} ${body
            .replaceAll(there, '')
            .replaceAll(absent, '')
            .replace(/nonce="[^"]*"/g, '')
            .replace(/__sveltekit_\w+/g, '')}`,
      );
      expect(one).toBe(other);
    }
  }
});
