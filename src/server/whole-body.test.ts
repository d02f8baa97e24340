import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendWhole, wholeBody } from './whole-body.ts';

const words = 'Thé, not coffee. '.repeat(500);
let server: Server;
let origin = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    sendWhole(request, response);
    const whole = request.url === '/whole' ? request : undefined;
    const headers = new Headers({ 'content-type': 'text/plain; charset=utf-8' });
    const answer = wholeBody(whole, Buffer.from(words), { status: 201, headers });
    response.setHeaders(answer.headers);
    response.writeHead(answer.status);
    // As the framework does: what it has no body for it only ends.
    if (answer.body === null) response.end();
    else void answer.text().then((text) => response.end(text));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test.each(['/whole', '/streamed'])(
  'the body arrives as it is, with its length in bytes (%s)',
  async (path) => {
    const answer = await fetch(origin + path);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(words)));
    expect(await answer.text()).toBe(words);
  },
);

test('who asks for the head alone learns the length and gets no body', async () => {
  const answer = await fetch(`${origin}/whole`, { method: 'HEAD' });
  expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(words)));
  expect(await answer.text()).toBe('');
});
