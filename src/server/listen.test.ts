import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import { ConfigProblem, readConfig } from './config.ts';
import { freePort } from './free-port.ts';
import { listen, tryDoor } from './listen.ts';
import { openLog } from './log.ts';

const database = useDatabase();

test('a port that is taken is said before anything is started, with what to do', async () => {
  const port = await freePort();
  const other = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
  await expect(tryDoor(readConfig({ PORT: String(port) }))).rejects.toThrow(
    `Port ${port} is taken by another program. Set PORT to a free one`,
  );
  await new Promise((resolve) => other.close(resolve));
  // And it is left free for the one who opens in earnest.
  await tryDoor(readConfig({ PORT: String(port) }));
  await tryDoor(readConfig({ PORT: String(port) }));
});

test('a second Rondo on the port of the first says that one is running already, and where', async () => {
  const config = readConfig({ PORT: String(await freePort()) });
  const close = await listen({ config, database, log: openLog('silent') }, () => undefined);
  await expect(tryDoor(config)).rejects.toThrow(
    `A Rondo is running on port ${config.PORT} already: http://localhost:${config.PORT}`,
  );
  await close();
});

test('a page that breaks answers that it did, and the program lives on', async () => {
  const config = readConfig({ PORT: String(await freePort()) });
  const log = openLog('silent');
  const errors = vi.spyOn(log, 'error');
  const close = await listen({ config, database, log }, (request) => {
    if (request.url === '/at-once') throw new Error('a page broke');
    return Promise.reject(new Error('a page broke'));
  });
  for (const path of ['/at-once', '/later'])
    expect((await fetch(`http://localhost:${config.PORT}${path}`)).status).toBe(500);
  expect(errors).toHaveBeenCalledTimes(2);
  await close();
});

test('who hung up before a busy program came to read what they asked is not taken for a stranger', async () => {
  const config = readConfig({ PORT: String(await freePort()) });
  const log = openLog('silent');
  const warnings = vi.spyOn(log, 'warn');
  const answered = vi.fn((_: unknown, response: ServerResponse) => void response.end());
  const close = await listen({ config, database, log }, answered);
  const hurried = connect(config.PORT, '127.0.0.1');
  await once(hurried, 'connect');
  // Connected, it waits to be read; what comes then is read only after the connection is gone.
  await pause(50);
  hurried.write(`GET / HTTP/1.1\r\nhost: localhost:${config.PORT}\r\n\r\n`, () => {
    hurried.resetAndDestroy();
    for (const began = performance.now(); performance.now() - began < 100; );
  });
  await once(hurried, 'close');
  // Somebody who stays is answered, and what came before them is over.
  expect((await fetch(`http://localhost:${config.PORT}/`)).status).toBe(200);
  expect(answered).toHaveBeenCalledOnce();
  expect(warnings).not.toHaveBeenCalled();
  await close();
});

test('who closes the door answers what is being asked, also where nobody waits for it any more, and cuts streams off', async () => {
  const config = readConfig({ PORT: String(await freePort()) });
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: known, resolve: know } = Promise.withResolvers<void>();
  const worked: string[] = [];
  let open = 0;
  const close = await listen({ config, database, log: openLog('silent') }, async (request, response) => {
    open += 1;
    if (request.url === '/stream')
      return response.setHeader('content-type', 'text/event-stream').write(':\n');
    if (open === 3) ask();
    await known;
    worked.push(request.url ?? '');
    response.end('done');
  });
  const at = (path: string) => `http://localhost:${config.PORT}${path}`;
  const stream = await fetch(at('/stream'));
  const hurried = new AbortController();
  const gone = fetch(at('/hung-up'), { signal: hurried.signal }).catch(() => undefined);
  const answer = fetch(at('/waits')).then((response) => response.text());
  await asked;
  hurried.abort();
  await gone;
  const closed = close();
  await expect(fetch(at('/too-late'))).rejects.toThrow();
  expect(worked).toEqual([]);
  know();
  await closed;
  expect(await answer).toBe('done');
  expect(worked.sort()).toEqual(['/hung-up', '/waits']);
  await expect(stream.text()).rejects.toThrow();
});

test.each([
  [{ HOST: '203.0.113.9', ALLOW_HTTP: '1' }, /203\.0\.113\.9, which is no address of this machine/],
  [
    { TLS_CERT: '/nowhere/cert.pem', TLS_KEY: '/nowhere/key.pem' },
    /TLS_CERT and TLS_KEY do not serve: ENOENT/,
  ],
  [{ TLS_CERT: 'package.json', TLS_KEY: 'package.json' }, /TLS_CERT and TLS_KEY do not serve/],
])('%j is refused with a sentence', async (environment: Record<string, string>, sentence) => {
  const config = readConfig({ PORT: String(await freePort()), ...environment });
  await expect(tryDoor(config)).rejects.toThrow(sentence);
  await expect(tryDoor(config)).rejects.toBeInstanceOf(ConfigProblem);
});
