import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { findWay, isOurs } from './gate.ts';

const local = readConfig({ PORT: '3000' });
const open = readConfig({
  PORT: '3000',
  HOST: '0.0.0.0',
  PUBLIC_URL: 'https://rondo.example.org',
  TRUST_PROXY: '10.0.0.1',
});

function request(peer: string, headers: Record<string, string>): never {
  return { socket: { remoteAddress: peer }, headers } as never;
}

test.each([
  ['localhost:3000', true],
  ['127.0.0.1:3000', true],
  ['mara.localhost:3000', true],
  ['rondo.example.org', false],
  ['localhost:4000', false],
  ['localhost.evil.example', false],
  ['a.b.localhost:3000', false],
  ['', false],
])('on loopback the host %s is ours: %s', (host, ours) => {
  expect(isOurs(host, local)).toBe(ours);
});

test('an open installation answers to its public name and not to demonstration hosts', () => {
  expect(isOurs('rondo.example.org', open)).toBe(true);
  expect(isOurs('mara.localhost:3000', open)).toBe(false);
});

test('only a trusted proxy is believed about protocol, host and client', () => {
  const headers = {
    host: 'localhost:3000',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'rondo.example.org',
    'x-forwarded-for': '198.51.100.7, 203.0.113.9',
  };
  expect(findWay(request('10.0.0.1', headers), open)).toEqual({
    protocol: 'https',
    host: 'rondo.example.org',
    address: '203.0.113.9',
  });
  expect(findWay(request('10.0.0.2', headers), open)).toEqual({
    protocol: 'http',
    host: 'localhost:3000',
    address: '10.0.0.2',
  });
});

test('every problem of the environment is named at once, without secrets', () => {
  const attempt = () =>
    readConfig({
      PORT: 'many',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://a:secret@b/c',
      METRICS_TOKEN: 'short',
    });
  expect(attempt).toThrow(/PORT/);
  try {
    attempt();
  } catch (error) {
    expect(String(error)).not.toContain('secret');
    expect(String(error)).toContain('METRICS_TOKEN');
  }
});
