import { request as plain } from 'node:http';
import { request as encrypted } from 'node:https';
import type { Config } from './config.ts';
import { ownAddress } from './links.ts';

/** What will not work by PUBLIC_URL as things are set, as a sentence; undefined where nothing stands against it. */
export function doubtPublicAddress({
  PUBLIC_URL,
  TLS_CERT,
  TRUST_PROXY,
}: Pick<Config, 'PUBLIC_URL' | 'TLS_CERT' | 'TRUST_PROXY'>): string | undefined {
  if (!PUBLIC_URL?.startsWith('https:') || TLS_CERT || TRUST_PROXY.some) return undefined;
  return 'PUBLIC_URL starts with https://, and nothing here speaks it: forms will be refused. Set TRUST_PROXY to the address of the proxy in front (127.0.0.1 for one on this machine), or TLS_CERT and TLS_KEY';
}

/**
 * Asks for this Rondo by the address that people use, and sees whether it arrives as what it was. Undefined when no Rondo
 * runs here.
 *
 * @throws a sentence that says what is lost on the way
 */
export async function tryPublicAddress(config: Config): Promise<string | undefined> {
  const { PUBLIC_URL } = config;
  const itself = ownAddress(config);
  // The certificate is made for the public name, and this asks by another.
  const well = await askHealth(itself, { anyCertificate: true }).catch(() => undefined);
  if (well === undefined) return undefined;
  if (!PUBLIC_URL) return `${itself} answers; PUBLIC_URL is not set, so only this machine is meant`;
  const { origin } = new URL(PUBLIC_URL);
  const { status, body } = await askHealth(origin, { anyCertificate: false }).catch((cause) => {
    throw new Error(`${origin} does not answer (${cause.code ?? cause.message})`, { cause });
  });
  if (status !== 200 && status !== 503)
    throw new Error(`${origin} answers ${status}: ${body.trim().replaceAll(/\s+/g, ' ').slice(0, 400)}`);
  const arrived = readAddress(body);
  if (arrived === undefined) throw new Error(`what answers at ${origin} is not this Rondo`);
  if (arrived !== origin)
    throw new Error(
      `what is asked for at ${origin} arrives as ${arrived}: the proxy must be named in TRUST_PROXY, pass on the host that the browser asked for, and send X-Forwarded-Proto`,
    );
  return `${origin} answers`;
}

/** The address that a Rondo says it was asked by; undefined when something else answered. */
export function readAddress(health: string): string | undefined {
  try {
    const { address } = JSON.parse(health) as { address?: unknown };
    return typeof address === 'string' ? address : undefined;
  } catch {
    return undefined;
  }
}

/** What `/healthz` at an origin answers. Throws when nobody does. */
export function askHealth(
  origin: string,
  { anyCertificate, patienceMs = 5000 }: { anyCertificate: boolean; patienceMs?: number },
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const send = origin.startsWith('https:') ? encrypted : plain;
    const options = { timeout: patienceMs, rejectUnauthorized: !anyCertificate };
    const asked = send(`${origin}/healthz`, options, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.once('timeout', () =>
      asked.destroy(
        Object.assign(new Error('timeout'), { code: `no answer within ${patienceMs / 1000} seconds` }),
      ),
    );
    asked.once('error', reject);
    asked.end();
  });
}
