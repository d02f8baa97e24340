import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Asked, compressPage } from './compress-page.ts';

const words = 'What is said in a circle stays in it. '.repeat(100);

function asked(headers: Record<string, string>): Asked {
  const request = new Request('http://localhost/', {
    headers: { 'accept-encoding': 'gzip, br', 'sec-fetch-site': 'same-origin', ...headers },
  });
  return { request };
}

function page(body: string, type = 'text/html'): Response {
  return new Response(body, {
    status: 200,
    headers: { 'content-type': type, etag: '"1"', 'set-cookie': 'a=b' },
  });
}

test('a page that our own page or the person asked for is sent in a fraction of its bytes, and reads the same', async () => {
  for (const site of ['same-origin', 'none']) {
    const answer = await compressPage(asked({ 'sec-fetch-site': site }), page(words));
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.getSetCookie()).toEqual(['a=b']);
    const sent = Buffer.from(await answer.arrayBuffer());
    expect(sent.length).toBeLessThan(words.length / 5);
    expect(gunzipSync(sent).toString()).toBe(words);
  }
});

test.each(['cross-site', 'same-site', ''])(
  'what another site made the browser ask for has the length of its words (%s)',
  async (site) => {
    const answer = await compressPage(asked({ 'sec-fetch-site': site }), page(words));
    expect(answer.headers.has('content-encoding')).toBe(false);
    expect(await answer.text()).toBe(words);
  },
);

test('a stream never waits, a browser that cannot read it is not sent it, a short page stays as it is', async () => {
  const stream = page(words, 'text/event-stream');
  expect(await compressPage(asked({}), stream)).toBe(stream);
  const plain = page(words);
  expect(await compressPage(asked({ 'accept-encoding': 'identity' }), plain)).toBe(plain);
  const short = await compressPage(asked({}), page('Hello'));
  expect(short.headers.has('content-encoding')).toBe(false);
  expect(await short.text()).toBe('Hello');
});

test('a page that was taken from the framework as text is sent whole, compressed or not, and a short one too', async () => {
  const empty = () => page('');
  for (const site of ['same-origin', 'cross-site']) {
    const answer = await compressPage({ ...asked({ 'sec-fetch-site': site }), page: words }, empty());
    const sent = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-length')).toBe(String(sent.length));
    expect(answer.headers.getSetCookie()).toEqual(['a=b']);
    expect((site === 'same-origin' ? gunzipSync(sent) : sent).toString()).toBe(words);
  }
  const short = await compressPage({ ...asked({}), page: 'Hello' }, empty());
  expect(await short.text()).toBe('Hello');
});
