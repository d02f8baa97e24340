import { createServer } from 'node:net';
import { expect, test } from 'vitest';
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
