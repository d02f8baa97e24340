import type { IncomingMessage } from 'node:http';
import type { Way } from './gate.ts';

/**
 * Whether a mail program asks in its reader's name that mails stop (RFC 8058): it posts to the address that the mail named,
 * from no page and without a cookie. The token in the path is all that it has, and nobody can make a browser guess it.
 */
export function isOneClick({ method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>): boolean {
  return method === 'POST' && /^\/nudges\/stop\/[\w-]{43}$/.test(url);
}

/** Lets such a request pass for one of our own pages', without whatever it brings that says who sent it. */
export function asOurOwn({ headers }: Pick<IncomingMessage, 'headers'>, { protocol, host }: Way): void {
  delete headers.cookie;
  delete headers['sec-fetch-site'];
  headers.origin = `${protocol}://${host}`;
}
