import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { findWay, isOurs } from './gate.ts';

const local = readConfig({ PORT: '3000' });
const open = readConfig({
  PORT: '3000',
  HOST: '0.0.0.0',
  PUBLIC_URL: 'https://rondo.example.org',
  TRUST_PROXY: '10.0.0.0/24',
});
const behind = readConfig({ PUBLIC_URL: 'https://rondo.example.org', TRUST_PROXY: '127.0.0.1' });

interface Asked {
  method?: string;
  url?: string;
  encrypted?: boolean;
}

function request(remoteAddress: string, headers: Record<string, string>, asked: Asked = {}): never {
  const { encrypted = false, ...more } = asked;
  return { socket: { remoteAddress, encrypted }, headers, ...more } as never;
}

const viaProxy = {
  host: 'rondo.example.org',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'rondo.example.org',
  'x-forwarded-for': '203.0.113.9',
};

test.each([
  ['localhost:3000', true],
  ['127.0.0.1:3000', true],
  ['[::1]:3000', true],
  ['mara.localhost:3000', true],
  ['rondo.example.org', false],
  ['localhost:4000', false],
  ['localhost.evil.example', false],
  ['127.evil.example:3000', false],
  ['a.b.localhost:3000', false],
  ['', false],
])('on loopback the host %s is ours: %s', (host, ours) => {
  expect(isOurs(host, local)).toBe(ours);
});

test('an open installation answers to its public name and not to demonstration hosts', () => {
  expect(isOurs('rondo.example.org', open)).toBe(true);
  expect(isOurs('mara.localhost:3000', open)).toBe(false);
});

describe('a proxy', () => {
  test('that is trusted is believed about protocol, host and client', () => {
    expect(findWay(request('10.0.0.1', { ...viaProxy, host: 'localhost:3000' }), open)).toEqual({
      ok: true,
      way: { protocol: 'https', host: 'rondo.example.org', address: '203.0.113.9' },
    });
  });

  test.each(['10.0.1.1', '203.0.113.9', '::1'])(
    'at %s is not trusted, and what it forges is ignored',
    (peer) => {
      const forged = findWay(request(peer, viaProxy), open);
      expect(forged).toEqual({ ok: false, reason: 'plain-http' });
      const allowed = readConfig({ HOST: '0.0.0.0', ALLOW_HTTP: '1', TRUST_PROXY: '10.0.0.0/24' });
      const elsewhere = { ...viaProxy, host: 'localhost:3000', 'x-forwarded-host': '127.0.0.1:3000' };
      expect(findWay(request(peer, elsewhere), allowed)).toEqual({
        ok: true,
        way: { protocol: 'http', host: 'localhost:3000', address: peer },
      });
    },
  );

  test.each([
    // What stands to the left of the first untrusted address was sent by that client.
    ['198.51.100.7, 203.0.113.9', '203.0.113.9'],
    ['198.51.100.7, 203.0.113.9, 10.0.0.4', '203.0.113.9'],
    ['10.0.0.7', '10.0.0.7'],
    ['203.0.113.9:50123', '203.0.113.9'],
    ['[2001:db8::5]:50123', '2001:db8::5'],
    ['198.51.100.7, unknown', '10.0.0.1'],
    ['', '10.0.0.1'],
  ])('that says the request came for %j names the client %s', (list, address) => {
    const found = findWay(request('10.0.0.1', { ...viaProxy, 'x-forwarded-for': list }), open);
    expect(found).toMatchObject({ way: { address } });
  });

  test('is believed by what it wrote itself, which stands last', () => {
    const headers = {
      ...viaProxy,
      'x-forwarded-proto': 'https, http',
      'x-forwarded-host': 'evil.example, rondo.example.org',
    };
    expect(findWay(request('10.0.0.1', headers), open)).toEqual({ ok: false, reason: 'plain-http' });
    const honest = { ...headers, 'x-forwarded-proto': 'http, https' };
    expect(findWay(request('10.0.0.1', honest), open)).toMatchObject({ way: { host: 'rondo.example.org' } });
  });

  test.each(['localhost:3000', '127.0.0.1:3000'])(
    'that writes %s in place of the public name is put right',
    (host) => {
      const headers = { host, 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' };
      const form = { ...headers, origin: 'https://rondo.example.org', 'sec-fetch-site': 'same-origin' };
      expect(findWay(request('127.0.0.1', form, { method: 'POST' }), behind)).toEqual({
        ok: true,
        way: { protocol: 'https', host: 'rondo.example.org', address: '203.0.113.9' },
      });
    },
  );
});

describe('plain http', () => {
  const plainly: Array<[string, string, Record<string, string>, boolean]> = [
    ['from another machine, past the proxy', '192.168.1.9', { host: 'rondo.example.org' }, false],
    ['from another machine that says localhost', '192.168.1.9', { host: 'localhost:3000' }, false],
    ['through the proxy', '10.0.0.1', { ...viaProxy, 'x-forwarded-proto': 'http' }, false],
    ['through a proxy that does not say how', '10.0.0.1', { host: 'rondo.example.org' }, false],
    ['from a proxy here that is not named', '127.0.0.1', { host: 'rondo.example.org' }, false],
    ['from this machine', '127.0.0.1', { host: 'localhost:3000' }, true],
    ['from this machine over IPv6', '::1', { host: '[::1]:3000' }, true],
  ];
  test.each(plainly)('%s', (_what, peer, headers, answered) => {
    const found = findWay(request(peer, headers), open);
    expect(found).toMatchObject(answered ? { ok: true } : { ok: false, reason: 'plain-http' });
    // The same, allowed on purpose; and over our own certificate.
    const allowed = { ...open, ALLOW_HTTP: true };
    expect(findWay(request(peer, headers), allowed)).toMatchObject({ ok: true });
    if (!('x-forwarded-proto' in headers))
      expect(findWay(request(peer, headers, { encrypted: true }), open)).toMatchObject({
        way: { protocol: 'https' },
      });
  });

  test('a balancer may ask for health, and for nothing else', () => {
    const headers = { host: 'rondo.example.org' };
    expect(findWay(request('10.0.0.1', headers, { url: '/healthz' }), open)).toMatchObject({ ok: true });
    expect(findWay(request('10.0.0.1', headers, { url: '/metrics' }), open)).toMatchObject({ ok: false });
  });

  test('without any proxy named, this machine may ask by the public name', () => {
    const config = readConfig({ PUBLIC_URL: 'https://rondo.example.org' });
    expect(findWay(request('127.0.0.1', { host: 'rondo.example.org' }), config)).toMatchObject({ ok: true });
  });
});

test('a form of our own that a proxy led astray is told from another site’s', () => {
  const post = (headers: Record<string, string>) =>
    findWay(request('127.0.0.1', { host: 'localhost:3000', ...headers }, { method: 'POST' }), behind);
  expect(post({ origin: 'https://rondo.example.org', 'sec-fetch-site': 'same-origin' })).toEqual({
    ok: false,
    reason: 'misled-form',
  });
  expect(post({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).toEqual({
    ok: false,
    reason: 'foreign-form',
  });
  expect(post({ origin: 'https://rondo.example.org', 'sec-fetch-site': 'cross-site' })).toEqual({
    ok: false,
    reason: 'foreign-form',
  });
  expect(post({})).toEqual({ ok: false, reason: 'foreign-form' });
  expect(post({ origin: 'http://localhost:3000' })).toMatchObject({ ok: true });
});

test('a mail program may press the link that stops mails, from nowhere; nothing else passes that way', () => {
  const press = (url: string, headers: Record<string, string> = {}, method = 'POST') =>
    findWay(request('127.0.0.1', { host: 'localhost:3000', ...headers }, { method, url }), behind).ok;
  const token = 'x'.repeat(43);
  expect(press(`/nudges/stop/${token}`)).toBe(true);
  expect(press(`/nudges/stop/${token}`, { origin: 'https://webmail.example' })).toBe(true);
  for (const other of ['/nudges/stop/short', `/nudges/stop/${token}/`, `/nudges/answer/${token}`, '/me'])
    expect([other, press(other)]).toEqual([other, false]);
  expect(press(`/nudges/stop/${token}`, {}, 'DELETE')).toBe(false);
});
