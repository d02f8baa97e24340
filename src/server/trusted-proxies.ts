import { BlockList, isIP } from 'node:net';

/** The addresses whose X-Forwarded-* headers are believed. */
export interface TrustedProxies {
  /** Whether there is any. */
  some: boolean;
  includes(address: string): boolean;
}

/**
 * Reads addresses and ranges of IPv4 and IPv6, with commas: `127.0.0.1, 10.0.0.0/8, fd00::/8`. A name is refused, because
 * whoever answers for it could change; so is a range of all addresses, because then everybody could say who they are.
 */
export function readTrustedProxies(
  list: string,
):
  | { ok: true; proxies: TrustedProxies }
  | { ok: false; entry: string; reason: 'not-an-address' | 'everybody' } {
  const ranges = new BlockList();
  const entries = list
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  for (const entry of entries) {
    const range = readRange(entry);
    if (!range) return { ok: false, entry, reason: 'not-an-address' };
    if (range.bits === 0) return { ok: false, entry, reason: 'everybody' };
    ranges.addSubnet(range.address, range.bits, range.family);
  }
  const includes = (address: string) => {
    const plain = plainAddress(address);
    const family = familyOf(plain);
    return family !== undefined && ranges.check(plain, family);
  };
  return { ok: true, proxies: { some: entries.length > 0, includes } };
}

/** An IPv4 address that came over an IPv6 socket as what it is; without the zone of a link. */
export function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return mapped?.[1] ?? address.split('%')[0] ?? '';
}

function readRange(entry: string) {
  const match = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry);
  const address = plainAddress(match?.[1] ?? '');
  const family = familyOf(address);
  if (!family) return undefined;
  const most = family === 'ipv4' ? 32 : 128;
  const bits = match?.[2] === undefined ? most : Number(match[2]);
  return bits <= most ? { address, bits, family } : undefined;
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  return ({ 4: 'ipv4', 6: 'ipv6' } as const)[isIP(address)];
}
