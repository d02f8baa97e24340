import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { type Config, isLoopback } from './config.ts';

/** Headers by which the pages learn how a request came; overwritten on every request, so that nobody can send them. */
export const wayHeaders = {
  protocol: 'x-rondo-protocol',
  host: 'x-rondo-host',
  address: 'x-rondo-address',
} as const;

export interface Way {
  protocol: 'http' | 'https';
  host: string;
  /** The client's address; behind a trusted proxy, the one that it names. */
  address: string;
}

/**
 * How a request came, or undefined when its Host is not one of ours: a page that answers to any name could be made to
 * answer a stranger's (DNS rebinding), and would write that name into its links.
 */
export function findWay(request: IncomingMessage, config: Config): Way | undefined {
  const peer = plainAddress(request.socket.remoteAddress ?? '');
  const proxied = config.TRUST_PROXY.includes(peer);
  const host = (proxied && first(request.headers['x-forwarded-host'])) || request.headers.host || '';
  const direct = (request.socket as TLSSocket).encrypted ? 'https' : 'http';
  const protocol = proxied && first(request.headers['x-forwarded-proto']) === 'https' ? 'https' : direct;
  if (!isOurs(host, config)) return undefined;
  const forwarded = proxied ? last(request.headers['x-forwarded-for']) : '';
  return { protocol, host, address: forwarded || peer };
}

/** Hosts that this installation answers to. On loopback each name under `localhost` is a browser of its own. */
export function isOurs(host: string, config: Pick<Config, 'PUBLIC_URL' | 'HOST' | 'PORT'>): boolean {
  if (config.PUBLIC_URL && host.toLowerCase() === new URL(config.PUBLIC_URL).host) return true;
  const match = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::(\d+))?$/i.exec(host);
  if (!match) return false;
  const name = (match[1] ?? '').toLowerCase();
  if (Number(match[2] ?? 80) !== config.PORT && match[2] !== undefined) return false;
  if (name === '127.0.0.1' || name === '[::1]' || name === 'localhost') return true;
  if (/^[a-z0-9-]+\.localhost$/.test(name)) return isLoopback(config.HOST);
  return !isLoopback(config.HOST) && !config.PUBLIC_URL && name === config.HOST;
}

function plainAddress(address: string): string {
  return address.startsWith('::ffff:') ? address.slice(7) : address;
}

function first(header: string | string[] | undefined): string {
  return (
    String(header ?? '')
      .split(',')[0]
      ?.trim() ?? ''
  );
}

/** The nearest proxy writes last; what stands before it was sent by the client and proves nothing. */
function last(header: string | string[] | undefined): string {
  return (
    String(header ?? '')
      .split(',')
      .at(-1)
      ?.trim() ?? ''
  );
}
