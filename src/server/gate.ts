import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type Config, isLoopback } from './config.ts';
import { isOneClick } from './one-click.ts';
import { isFromThisSite } from './request-origin.ts';
import { plainAddress, type TrustedProxies } from './trusted-proxies.ts';

/** Headers by which the pages learn how a request came; overwritten on every request, so that nobody can send them. */
export const wayHeaders = {
  protocol: 'x-rondo-protocol',
  host: 'x-rondo-host',
  address: 'x-rondo-address',
} as const;

export interface Way {
  protocol: 'http' | 'https';
  host: string;
  /** The client's address; behind trusted proxies, the nearest one that is none of them. */
  address: string;
}

/**
 * Why a request is not let in. `unknown-host`: a page that answers to any name could be made to answer a stranger's (DNS
 * rebinding), and would write that name into its links. `plain-http`: everybody on the way could read along.
 * `foreign-form`: another site made the browser send it. `misled-form`: a page of this site sent it, and on the way a proxy
 * lost how it was asked for.
 */
export type Unwelcome = 'unknown-host' | 'plain-http' | 'foreign-form' | 'misled-form';

/** How a request came, or why it is not let in. */
export function findWay(
  request: Pick<IncomingMessage, 'headers' | 'socket' | 'method' | 'url'>,
  config: Config,
): { ok: true; way: Way } | { ok: false; reason: Unwelcome } {
  const peer = plainAddress(request.socket.remoteAddress ?? '');
  const proxied = config.TRUST_PROXY.includes(peer);
  const forwarded = proxied ? readForwarded(request) : {};
  const direct = (request.socket as TLSSocket).encrypted ? 'https' : 'http';
  const protocol = forwarded.proto ? (forwarded.proto === 'https' ? 'https' : 'http') : direct;
  const host = forwarded.host ?? publicHost(request, config, forwarded) ?? request.headers.host ?? '';
  if (!isOurs(host, config)) return { ok: false, reason: 'unknown-host' };
  const address = (proxied && clientAddress(request, config.TRUST_PROXY)) || peer;
  // Where a proxy is named, what comes by the public name is meant to come through it.
  const stays = isLoopback(address) && (isLoopbackHost(host) || !config.TRUST_PROXY.some);
  // Balancers ask for a node's health by themselves, past their own https.
  const harmless = request.url === '/healthz';
  if (protocol === 'http' && !config.ALLOW_HTTP && !stays && !harmless)
    return { ok: false, reason: 'plain-http' };
  const foreign = !isOneClick(request) && findForeign(request, `${protocol}://${host}`, config);
  if (foreign) return { ok: false, reason: foreign };
  return { ok: true, way: { protocol, host, address } };
}

/** Hosts that this installation answers to. On loopback each name under `localhost` is a browser of its own. */
export function isOurs(host: string, config: Pick<Config, 'PUBLIC_URL' | 'HOST' | 'PORT'>): boolean {
  if (config.PUBLIC_URL && host.toLowerCase() === new URL(config.PUBLIC_URL).host) return true;
  const { name, port } = readHost(host);
  if (!name || (port !== undefined && port !== config.PORT)) return false;
  if (name.endsWith('.localhost')) return /^[a-z0-9-]+\.localhost$/.test(name) && isLoopback(config.HOST);
  if (isLoopback(name)) return true;
  return !isLoopback(config.HOST) && !config.PUBLIC_URL && name === config.HOST;
}

function findForeign(
  { headers, method = 'GET' }: Pick<IncomingMessage, 'headers' | 'method'>,
  ownOrigin: string,
  { PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>,
): 'foreign-form' | 'misled-form' | undefined {
  const get = (name: string) => headers[name]?.toString() ?? null;
  if (isFromThisSite({ method, headers: { get } }, ownOrigin)) return undefined;
  const ours = PUBLIC_URL !== undefined && headers.origin === new URL(PUBLIC_URL).origin;
  return ours && (get('sec-fetch-site') ?? 'same-origin') === 'same-origin' ? 'misled-form' : 'foreign-form';
}

/**
 * Many proxies write their own idea of the host into the request (nginx: the address of `proxy_pass`) and say nowhere what
 * the browser asked for. Then it came by the public name, as there is no other that a proxy would serve.
 */
function publicHost(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>,
  { proto }: Forwarded,
): string | undefined {
  const rewritten = proto !== undefined && isLoopbackHost(headers.host ?? '');
  return rewritten && PUBLIC_URL ? new URL(PUBLIC_URL).host : undefined;
}

function isLoopbackHost(host: string): boolean {
  return isLoopback(readHost(host).name);
}

/** Both empty where it is no host at all. An IPv6 address is named without its brackets. */
function readHost(host: string): { name: string; port?: number } {
  const match = /^(?:\[([0-9a-f:]+)\]|([a-z0-9.-]+))(?::(\d+))?$/i.exec(host);
  const name = (match?.[1] ?? match?.[2] ?? '').toLowerCase();
  return match?.[3] === undefined ? { name } : { name, port: Number(match[3]) };
}

interface Forwarded {
  host?: string;
  proto?: string;
}

/** The nearest proxy writes last; what stands before it was sent by the client and proves nothing. */
function readForwarded({ headers }: Pick<IncomingMessage, 'headers'>): Forwarded {
  const host = listed(headers['x-forwarded-host']).at(-1);
  const proto = listed(headers['x-forwarded-proto']).at(-1)?.toLowerCase();
  return { ...(host ? { host } : {}), ...(proto ? { proto } : {}) };
}

/** The last address that a trusted proxy vouches for: from the right, the first that is not a trusted proxy itself. */
function clientAddress(
  { headers }: Pick<IncomingMessage, 'headers'>,
  trusted: TrustedProxies,
): string | undefined {
  let proven: string | undefined;
  for (const entry of listed(headers['x-forwarded-for']).reverse()) {
    const address = withoutPort(entry);
    if (!isIP(address)) return proven;
    proven = address;
    if (!trusted.includes(address)) return proven;
  }
  return proven;
}

/** Some proxies write the client's port too: `192.0.2.1:5000`, `[2001:db8::1]:5000`. */
function withoutPort(entry: string): string {
  const match = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(entry);
  return plainAddress(match?.[1] ?? match?.[2] ?? entry);
}

function listed(header: string | string[] | undefined): string[] {
  return String(header ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
}
