import { createServer, request, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import { readConfig } from './config.ts';
import { freePort } from './free-port.ts';
import { listen } from './listen.ts';
import { openLog } from './log.ts';
import { doubtPublicAddress, tryPublicAddress } from './public-address.ts';

const database = useDatabase();
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A Rondo on a port of its own, and in front of it a proxy that sends what `headers` makes of a request's. */
async function behindProxy(
  headers: (asked: { host: string }) => Record<string, string>,
  environment: Record<string, string> = {},
) {
  const [port, front] = [await freePort(), await freePort()];
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${front}`,
    TRUST_PROXY: '127.0.0.0/8, ::1',
    ...environment,
  });
  const app = { config, database, log: openLog('silent') };
  closing.push(await listen(app, (_request, response) => response.writeHead(404).end()));
  const proxy: Server = createServer(({ url, headers: asked }, response) => {
    const onward = { host: '127.0.0.1', port, path: url, headers: headers({ host: String(asked.host) }) };
    request(onward, (answer) => {
      response.writeHead(answer.statusCode ?? 500);
      answer.pipe(response);
    }).end();
  });
  await new Promise<void>((resolve) => proxy.listen(front, () => resolve()));
  closing.push(() => proxy.close());
  return { config, front, port };
}

test('a proxy that passes on how it was asked is found to be well', async () => {
  const { config, front } = await behindProxy(({ host }) => ({ host, 'x-forwarded-proto': 'http' }));
  expect(await tryPublicAddress(config)).toBe(`http://localhost:${front} answers`);
});

test('a proxy that says nothing of how it was asked is found out, with what it lacks', async () => {
  const { config, front, port } = await behindProxy(() => ({ host: 'localhost:1' }));
  await expect(tryPublicAddress(config)).rejects.toThrow(`http://localhost:${front} answers 421`);
  const rewriting = await behindProxy(() => ({}));
  await expect(tryPublicAddress(rewriting.config)).rejects.toThrow(
    `arrives as http://127.0.0.1:${rewriting.port}: the proxy must be named in TRUST_PROXY`,
  );
  expect(port).not.toBe(rewriting.port);
});

test('an address that does not answer, or is somebody else’s, is no problem of a Rondo that does not run', async () => {
  const nowhere = { PUBLIC_URL: `http://localhost:${await freePort()}` };
  const { config } = await behindProxy(() => ({}), nowhere);
  await expect(tryPublicAddress(config)).rejects.toThrow(/does not answer \(ECONNREFUSED\)/);
  expect(await tryPublicAddress(readConfig({ ...nowhere, PORT: String(await freePort()) }))).toBeUndefined();
});

test('what will not work is said at the start already', () => {
  const doubt = (environment: Record<string, string>) => doubtPublicAddress(readConfig(environment));
  expect(doubt({ PUBLIC_URL: 'https://rondo.example.org' })).toContain('TRUST_PROXY');
  expect(doubt({ PUBLIC_URL: 'https://rondo.example.org', TRUST_PROXY: '::1' })).toBeUndefined();
  expect(doubt({ PUBLIC_URL: 'http://localhost:3000' })).toBeUndefined();
  expect(doubt({})).toBeUndefined();
});
