import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import { readConfig } from './config.ts';
import { freePort } from './free-port.ts';
import { listen } from './listen.ts';
import { openLog } from './log.ts';
import { createMetrics } from './metrics.ts';

const database = useDatabase();
const token = 'a long enough token';

async function open(environment: Record<string, string>) {
  const config = readConfig({ PORT: String(await freePort()), ...environment });
  const metrics = createMetrics({ process: false });
  const close = await listen({ config, database, log: openLog('silent'), metrics }, (request, response) => {
    response.writeHead(request.url === '/gone' ? 404 : 200).end();
  });
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`http://localhost:${config.PORT}${path}`, { headers, method });
  return { metrics, close, ask };
}

test('where no token is set there is no page of figures, whatever is said', async () => {
  const { ask, close } = await open({});
  expect((await ask('/metrics')).status).toBe(404);
  expect((await ask('/metrics', { authorization: `Bearer ${token}` })).status).toBe(404);
  expect(await (await ask('/metrics', { authorization: 'Bearer ' })).text()).toBe('');
  await close();
});

test('requests are counted by kind and status, without their addresses, and only the token opens the figures', async () => {
  const { ask, close } = await open({ METRICS_TOKEN: token });
  const session = '/sessions/0190f1f0-0000-7000-8000-000000000001';
  for (const path of [
    '/library',
    '/gone',
    '/_app/immutable/a.js',
    `${session}/stream?holder=mara`,
    '/changes',
  ])
    await ask(path);
  const origin = new URL((await ask('/library')).url).origin;
  for (const path of [`${session}/commands`, `${session}/artefacts?/attach`])
    await ask(path, { origin }, 'POST');
  await ask('/library', {}, 'POST');
  expect((await ask('/metrics')).status).toBe(401);
  expect((await ask('/metrics', { authorization: `Bearer ${token}!` })).status).toBe(401);
  const read = async () => (await ask('/metrics', { authorization: `Bearer ${token}` })).text();
  // An answer is counted when it is over, which is a moment after it was read.
  await expect.poll(read).toContain('rondo_requests_total{group="machine",status="401"} 2');
  const figures = await read();
  for (const line of [
    '{group="pages",status="200"} 2',
    '{group="pages",status="404"} 1',
    '{group="pages",status="403"} 1',
    '{group="files",status="200"} 1',
    '{group="streams",status="200"} 2',
    '{group="commands",status="200"} 1',
    '{group="uploads",status="200"} 1',
  ])
    expect(figures).toContain(`rondo_requests_total${line}\n`);
  expect(figures).not.toMatch(/0190f1f0|mara|library|gone/);
  await close();
});

test('who hung up before an answer is counted as having left', async () => {
  const config = readConfig({ PORT: String(await freePort()) });
  const metrics = createMetrics({ process: false });
  const close = await listen({ config, database, log: openLog('silent'), metrics }, () => pause(60_000));
  const leaving = new AbortController();
  const asked = fetch(`http://localhost:${config.PORT}/library`, { signal: leaving.signal });
  await pause(100);
  leaving.abort();
  await expect(asked).rejects.toThrow();
  await expect
    .poll(() => metrics.registry.metrics())
    .toContain('rondo_requests_total{group="pages",status="left"} 1\n');
  await close();
});

test('what is open is asked for when somebody looks', async () => {
  const metrics = createMetrics({ process: false });
  let rooms = 0;
  metrics.watchOpen(() => ({ rooms, streams: { rooms: rooms * 4, changes: 9 } }));
  rooms = 3;
  metrics.countCommand('applied');
  metrics.countFailedJob('send-mail');
  const figures = await metrics.registry.metrics();
  for (const line of [
    'rondo_rooms_open 3',
    'rondo_streams_open{kind="rooms"} 12',
    'rondo_streams_open{kind="changes"} 9',
    'rondo_commands_total{outcome="applied"} 1',
    'rondo_commands_total{outcome="refused"} 0',
    'rondo_jobs_failed_total{task="send-mail"} 1',
  ])
    expect(figures).toContain(`${line}\n`);
});
