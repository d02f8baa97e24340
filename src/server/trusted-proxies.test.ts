import { expect, test } from 'vitest';
import { readTrustedProxies } from './trusted-proxies.ts';

function trusted(list: string, address: string): boolean {
  const read = readTrustedProxies(list);
  if (!read.ok) throw new Error(read.reason);
  return read.proxies.includes(address);
}

test.each([
  ['127.0.0.1', '127.0.0.1', true],
  ['127.0.0.1', '127.0.0.2', false],
  ['10.0.0.0/8, 192.168.7.0/24', '10.200.3.4', true],
  ['10.0.0.0/8, 192.168.7.0/24', '192.168.7.9', true],
  ['10.0.0.0/8, 192.168.7.0/24', '192.168.8.9', false],
  // A range may be written by any address in it.
  ['172.17.0.1/16', '172.17.44.5', true],
  ['fd00::/8', 'fd12:3456::1', true],
  ['fd00::/8', 'fe80::1', false],
  ['fe80::/10', 'fe80::1%eth0', true],
  ['2001:db8::1', '2001:0db8:0:0:0:0:0:1', true],
  // How an IPv4 client looks to a server that listens on IPv6 too.
  ['10.0.0.1', '::ffff:10.0.0.1', true],
  ['::ffff:10.0.0.1', '10.0.0.1', true],
  ['::1', '127.0.0.1', false],
  ['', '127.0.0.1', false],
  ['10.0.0.0/8', '', false],
  ['10.0.0.0/8', 'unknown', false],
])('TRUST_PROXY=%j with a request from %s: believed is %s', (list, address, believed) => {
  expect(trusted(list, address)).toBe(believed);
});

test.each([
  ['proxy.example.org', 'not-an-address'],
  ['localhost', 'not-an-address'],
  ['10.0.0.0/33', 'not-an-address'],
  ['fd00::/129', 'not-an-address'],
  ['10.0.0.0/8/8', 'not-an-address'],
  ['10.0.0/8', 'not-an-address'],
  ['10.0.0.1 10.0.0.2', 'not-an-address'],
  ['10.0.0.1:3000', 'not-an-address'],
  ['*', 'not-an-address'],
  ['loopback', 'not-an-address'],
  ['0.0.0.0/0', 'everybody'],
  ['::/0', 'everybody'],
])('TRUST_PROXY=%j is refused: %s', (entry, reason) => {
  expect(readTrustedProxies(`127.0.0.1, ${entry}`)).toEqual({ ok: false, entry, reason });
});
