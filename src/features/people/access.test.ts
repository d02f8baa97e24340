import type { Cookies } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { keepSignedIn, safeNext } from './access.ts';

test.each([
  ['/circles/1?tab=2', '/circles/1?tab=2'],
  ['/', '/'],
  ['', '/'],
  [null, '/'],
  ['circles', '/'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  [`/${'x'.repeat(600)}`, '/'],
])('after signing in, %j leads to %j', (next, path) => {
  expect(safeNext(next)).toBe(path);
});

test.each([
  ['https://rondo.example', true],
  ['http://localhost:3000', false],
])('the cookie that %s gives is secure: %j', (origin, secure) => {
  const given: unknown[] = [];
  const cookies = { set: (...cookie: unknown[]) => given.push(cookie) } as unknown as Cookies;
  keepSignedIn({ cookies, url: new URL(origin) }, { token: 't', expiresAt: new Date(0) });
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure, expires: new Date(0) };
  expect(given).toEqual([['rondo', 't', attributes]]);
});
