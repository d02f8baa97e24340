import { type Config, isLoopback } from './config.ts';

/**
 * The full address of a path, for mails and the terminal. Never made from a request's Host header: whoever asks for a
 * mail must not choose where its link leads.
 */
export function absoluteLink(
  config: Pick<Config, 'PUBLIC_URL' | 'PORT' | 'HOST' | 'TLS_CERT'>,
  path: string,
): string {
  return new URL(path, config.PUBLIC_URL ?? ownAddress(config)).href;
}

/** Whether links work on this machine alone: their host is its own name for itself, whatever it listens on. */
export function leadsOnlyHere(config: Parameters<typeof absoluteLink>[0]): boolean {
  return isLoopback(new URL(absoluteLink(config, '/')).hostname.replace(/^\[|\]$/g, ''));
}

/** Where this machine finds this Rondo. */
export function ownAddress({ PORT, HOST, TLS_CERT }: Pick<Config, 'PORT' | 'HOST' | 'TLS_CERT'>): string {
  const everywhere = HOST === '0.0.0.0' || HOST === '::';
  const host = everywhere || isLoopback(HOST) ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST;
  return `${TLS_CERT ? 'https' : 'http'}://${host}:${PORT}`;
}
