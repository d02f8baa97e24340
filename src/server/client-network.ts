import { isIPv6 } from 'node:net';

/**
 * Whom limits count: an IPv4 address as it is, of an IPv6 address the network of 64 bits that one household or office is
 * given. Within it anybody has more addresses than there are tries.
 */
export function clientNetwork(address: string): string {
  const plain = address.replace(/%.*$/, '');
  if (!isIPv6(plain)) return address;
  // The parser of addresses writes every form of one in the same way.
  const [before = '', after] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const head = before.split(':').filter(Boolean);
  const tail = (after ?? '').split(':').filter(Boolean);
  const zeros = after === undefined ? [] : Array(8 - head.length - tail.length).fill('0');
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`;
}
