import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#server/database.ts';
import { useApp } from '../support/app.ts';
import { must, openTestSession, startSession, type TestSession } from '../support/session.ts';
import { ask } from './knock.ts';
import { type BuiltApp, serveBuilt } from './serve-built.ts';
import { signIn } from './sign-in.ts';
import { toTheDrill } from './to-the-drill.ts';

const app = useApp();
let built: BuiltApp;
let session: TestSession;
let shared: TestSession;
beforeAll(async () => {
  session = await openTestSession(app);
  await startSession(session);
  shared = await openTestSession(app, { oneDevice: true });
  await startSession(shared);
  built = await serveBuilt(app.database);
});
afterAll(() => built.stop());

/** Reads a stream until it ends or the time is up. */
async function follow(
  path: string,
  cookie: string,
): Promise<{ text(): string; ended: Promise<number>; stop(): void }> {
  const stop = new AbortController();
  const response = await fetch(built.origin + path, { headers: { cookie }, signal: stop.signal });
  expect(response.status).toBe(200);
  let text = '';
  const started = performance.now();
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body as ReadableStream<Uint8Array>) text += decoder.decode(chunk);
    return performance.now() - started;
  })();
  ended.catch(() => undefined);
  await expect.poll(() => text).toContain('data: ');
  return { text: () => text, ended, stop: () => stop.abort() };
}

test('a stream is cut by signing out, and by being signed out from another device', async () => {
  const [mara, ilya] = session.people;
  const path = `/sessions/${session.sessionId}/stream`;
  const [one, other, phone] = [await signIn(app, mara), await signIn(app, ilya), await signIn(app, ilya)];
  const streams = [await follow(path, one), await follow(path, other), await follow(path, phone)] as const;
  const post = (to: string, cookie: string) =>
    ask(built.origin + to, { method: 'POST', cookie, body: new URLSearchParams() });
  expect((await post('/me?/signOut', one)).status).toBe(303);
  expect((await post('/me/devices?/endOthers', phone)).status).toBe(200);
  await Promise.all([streams[0].ended, streams[1].ended]);
  expect(streams[0].text()).toContain('event: end');
  // The browser from which the others were ended still listens.
  expect(streams[2].text()).not.toContain('event: end');
  streams[2].stop();
});

test('what says that something changed is cut as well, and says nothing of it afterwards', async () => {
  const [mara] = session.people;
  const cookie = await signIn(app, mara);
  const stream = await follow('/changes', cookie);
  const signedOut = await ask(`${built.origin}/me?/signOut`, {
    method: 'POST',
    cookie,
    body: new URLSearchParams(),
  });
  expect(signedOut.status).toBe(303);
  await stream.ended;
  expect(stream.text()).toContain('event: end');
  const again = await ask(`${built.origin}/changes`, { cookie, headers: { accept: 'text/event-stream' } });
  expect(again.status).toBe(401);
});

test('through a shared device nobody reads what its holder wrote elsewhere, or what they received', async () => {
  const [mara, ilya, noor] = shared.people as [Actor, Actor, Actor];
  await toTheDrill(shared);
  const write = (person: Actor, quote: string, words: string) =>
    shared.act(person, {
      type: 'write',
      wordsId: words,
      body: { kind: 'observation', quote, offset: 10 },
    });
  const own = 'canary-on-my-own-phone';
  await must(write(noor, own, crypto.randomUUID()));
  const cookie = await signIn(app, mara);
  const looks = async () => {
    const base = `${built.origin}/sessions/${shared.sessionId}`;
    const asNoor = `?holder=${noor.personId}`;
    const pages = ['/room', '/status', '/stream', '/room/__data.json'];
    return (await Promise.all(pages.map((page) => ask(base + page + asNoor, { cookie }))))
      .map(({ body }) => body)
      .join();
  };
  const handTo = (to: Actor) =>
    ask(`${built.origin}/sessions/${shared.sessionId}/commands`, {
      method: 'POST',
      cookie,
      type: 'application/json',
      body: JSON.stringify({
        commands: [{ id: crypto.randomUUID(), act: { type: 'hand-device', to: to.personId } }],
      }),
    });
  const throughMara = (quote: string) =>
    ask(`${built.origin}/sessions/${shared.sessionId}/commands`, {
      method: 'POST',
      cookie,
      type: 'application/json',
      body: JSON.stringify({
        holder: noor.personId,
        drafts: [{ field: 'drill:text', body: `${quote}-draft` }],
        commands: [
          {
            id: crypto.randomUUID(),
            act: {
              type: 'write',
              wordsId: crypto.randomUUID(),
              body: { kind: 'observation', quote, offset: 10 },
            },
          },
        ],
      }),
    });
  expect(await looks()).not.toContain(own);
  await handTo(noor);
  const here = 'canary-on-this-phone';
  expect((await throughMara(here)).body).toContain('"ok":true');
  expect(await looks()).toContain(here);
  expect(await looks()).not.toContain(own);
  // Handed on, the sheet is wiped, and stays so when the device comes back.
  await handTo(ilya);
  expect(await looks()).not.toContain(`${here}"`);
  await handTo(noor);
  expect(await looks()).not.toContain(own);
  await must(shared.act(mara, { type: 'close' }));
  expect(await looks()).not.toContain(own);
  expect((await throughMara('after the end')).body).toContain('"ok":false');
});
