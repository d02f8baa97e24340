import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '#server/free-port.ts';
import { newDataFolder, type Program, startProgram } from '../support/program.ts';
import { makeCertificate } from '../support/throw-away-certificate.ts';

const { certFile, keyFile, pem } = makeCertificate();
let program: Program;
/** As others know it. */
let origin: string;

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Asks as a browser would that trusts this certificate and no other way of getting there. */
function ask(path: string, { form, ...headers }: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const typed = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const asked = request(
      new URL(path, origin),
      {
        ca: pem,
        method: form === undefined ? 'GET' : 'POST',
        headers: { accept: 'text/html', ...typed, ...headers },
      },
      async (response) => {
        let text = '';
        for await (const piece of response.setEncoding('utf8')) text += piece;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      },
    );
    asked.once('error', reject);
    asked.end(form ?? '');
  });
}

beforeAll(async () => {
  const port = String(await freePort());
  origin = `https://localhost:${port}`;
  program = await startProgram(newDataFolder(), {
    PORT: port,
    PUBLIC_URL: origin,
    TLS_CERT: certFile,
    TLS_KEY: keyFile,
  });
  for (;;) {
    const { status } = await ask('/healthz').catch(() => ({ status: 0 }));
    if (status === 200) break;
    if (program.process.exitCode !== null) throw new Error(`the program ended. It said:\n${program.said()}`);
    await pause(100);
  }
}, 120_000);

afterAll(async () => {
  await program?.end('SIGTERM');
  expect(program?.complaints()).toEqual([]);
});

test('with a certificate of its own it is served by https alone, and a cookie never leaves that way', async () => {
  const link = /https:\S+\/operator\/\S+/.exec(program.said())?.[0] ?? '';
  expect(link.startsWith(`${origin}/operator/`)).toBe(true);
  const page = await ask(new URL(link).pathname);
  expect(page.status).toBe(200);
  expect(page.text).toMatch(/^<!doctype html>/i);
  // The same form from a page that came by plain http is another site's.
  const plain = origin.replace('https:', 'http:');
  expect((await ask(new URL(link).pathname, { form: '', origin: plain })).status).toBe(403);
  const entered = await ask(new URL(link).pathname, { form: '', origin });
  expect([entered.status, entered.headers.location]).toEqual([303, '/welcome']);
  const [cookie = ''] = entered.headers['set-cookie'] ?? [];
  expect(cookie).toMatch(/^rondo_operator=/);
  expect(cookie.split('; ')).toEqual(expect.arrayContaining(['Secure', 'HttpOnly', 'Path=/']));
  const welcome = await ask('/welcome', { cookie: cookie.split(';')[0] ?? '' });
  expect(welcome.status).toBe(200);
  expect(welcome.text).toContain('/setup');
  await expect(fetch(`${plain}/healthz`)).rejects.toThrow();
});
