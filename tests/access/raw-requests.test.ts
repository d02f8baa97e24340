import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useApp } from '../support/app.ts';
import { ask } from './knock.ts';
import { circles } from './matrix/circles.ts';
import { library } from './matrix/library.ts';
import { people } from './matrix/people.ts';
import { sessions } from './matrix/sessions.ts';
import { skills } from './matrix/skills.ts';
import { type BuiltApp, serveBuilt } from './serve-built.ts';
import { arrangeWorld, type World } from './world.ts';

const app = useApp();
let built: BuiltApp;
let world: World;
beforeAll(async () => {
  world = await arrangeWorld(app);
  built = await serveBuilt(app.database, { files: world.files });
});
afterAll(() => built.stop());

/** Sends lines as they are and gives what comes back until the other side closes, `until` it says something, or the time is up. */
function send(lines: string[], { body = '', wait = 5000, until = '' } = {}): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(built.port, '127.0.0.1');
    const end = () => {
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(end, wait);
    socket.on('data', (chunk) => {
      answer += chunk;
      if (until && answer.includes(until)) end();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      end();
    });
    const own = [`Host: localhost:${built.port}`, `Origin: http://localhost:${built.port}`];
    socket.write([lines[0], ...own, ...lines.slice(1), '', body].join('\r\n'));
  });
}

test('no door but the one for images reads more than a megabyte, whatever is said of its length', async () => {
  const posts = [...circles, ...sessions, ...people, ...library, ...skills].filter(({ door }) =>
    door.startsWith('POST'),
  );
  const paths = [...new Set(posts.map(({ at }) => at(world)))];
  for (const path of paths) {
    const isUpload = path.includes('/artefacts');
    const length = isUpload ? 12_000_000 : 1_100_000;
    const long = await send([`POST ${path} HTTP/1.1`, `Content-Length: ${length}`], {
      body: 'x=',
      until: 'HTTP/1.1 ',
    });
    expect(long.split('\r\n')[0], path).toBe('HTTP/1.1 413 Payload Too Large');
    if (isUpload) continue;
    const unsaid = await send([`POST ${path} HTTP/1.1`, 'Transfer-Encoding: chunked'], {
      body: '2\r\nx=\r\n',
      until: 'HTTP/1.1 ',
    });
    expect(unsaid.split('\r\n')[0], path).toBe('HTTP/1.1 411 Length Required');
  }
});

test('a request inside another, an odd length and an odd method get nowhere', async () => {
  const first = async (lines: string[], body = '') => (await send(lines, { body })).split('\r\n')[0];
  expect(
    await first(
      ['POST /sign-in HTTP/1.1', 'Content-Length: 5', 'Transfer-Encoding: chunked'],
      '0\r\n\r\nGET /',
    ),
  ).toBe('HTTP/1.1 400 Bad Request');
  expect(await first(['POST /sign-in HTTP/1.1', 'Content-Length: -1'])).toBe('HTTP/1.1 400 Bad Request');
  expect(await first(['FOO /me HTTP/1.1'])).toBe('HTTP/1.1 400 Bad Request');
});

test('who hangs up in the middle of a form is no error of ours', async () => {
  const type = 'Content-Type: application/x-www-form-urlencoded';
  await send(['POST /sign-in HTTP/1.1', type, 'Content-Length: 100'], { body: 'email=', wait: 300 });
  await ask(`${built.origin}/sign-in`);
  expect(built.output()).not.toContain('"level":50');
});

test('the head of a stream ends, so that whoever shares the connection is answered', async () => {
  const cookie = `Cookie: ${world.cookies.member}`;
  const path = `/sessions/${world.running}/stream`;
  const next = ['', '', 'GET /healthz HTTP/1.1', `Host: localhost:${built.port}`, 'Connection: close'];
  const answer = await send([`HEAD ${path} HTTP/1.1`, cookie, ...next]);
  expect(answer).toContain('text/event-stream');
  expect(answer).toContain('"database":"ok"');
});

test('files that lie ready are what they say they are', async () => {
  for (const path of ['/favicon.svg', '/_app/version.json', '/manifest.webmanifest'])
    expect((await ask(built.origin + path)).headers.get('x-content-type-options'), path).toBe('nosniff');
});

test('one person opens twenty streams of a room; the next one ends their oldest, and nobody else’s', async () => {
  const open = async (who: 'member' | 'subject') => {
    const stop = new AbortController();
    const response = await fetch(`${built.origin}/sessions/${world.running}/stream`, {
      headers: { cookie: world.cookies[who] },
      signal: stop.signal,
    });
    let text = '';
    const done = (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body as ReadableStream<Uint8Array>) text += decoder.decode(chunk);
    })().catch(() => undefined);
    await expect.poll(() => text).toContain('data: ');
    return { text: () => text, stop: () => stop.abort(), done };
  };
  const another = await open('subject');
  const mine: Awaited<ReturnType<typeof open>>[] = [];
  for (let count = 0; count < 21; count++) mine.push(await open('member'));
  await expect.poll(() => mine[0]?.text()).toContain('event: end');
  expect(mine.filter(({ text }) => text().includes('event: end'))).toHaveLength(1);
  expect(another.text()).not.toContain('event: end');
  for (const stream of [...mine, another]) stream.stop();
});

test('whoever holds a link cannot try from many places which addresses are known', async () => {
  const statuses = [];
  for (let count = 0; count < 12; count++) {
    const body = new URLSearchParams({ name: `Guest ${count}`, email: '', timeZone: 'UTC' });
    statuses.push(
      (await ask(`${built.origin}/join/${world.invitations.link}?/newcomer`, { method: 'POST', body }))
        .status,
    );
  }
  expect(statuses).toEqual([...Array(10).fill(200), 429, 429]);
});
