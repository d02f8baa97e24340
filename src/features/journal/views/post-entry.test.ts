import { afterEach, expect, test, vi } from 'vitest';
import { postEntry } from './post-entry.ts';

vi.mock('$app/forms', () => ({ deserialize: (text: string) => JSON.parse(text) }));
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['kept', new Response('{"type":"redirect"}')],
  ['refused', new Response('{"type":"failure"}', { status: 409 })],
  // In whatever words: else it would be tried again every quarter of a minute, and nothing behind it would ever be sent.
  ['refused', new Response('Forbidden', { status: 403 })],
  ['refused', new Response('<!doctype html>', { status: 404 })],
  ['refused', new Response('Too large', { status: 413 })],
  ['no-answer', new Response('', { status: 401 })],
  ['no-answer', new Response('', { status: 429 })],
  ['no-answer', new Response('', { status: 503 })],
  ['no-answer', new Response('<!doctype html>Sign in to this network')],
])('an entry is %s', async (became, response) => {
  vi.stubGlobal('fetch', async () => response);
  expect(await postEntry({ id: 'one', context: 'On the stairs' })).toBe(became);
});
