import type { IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { wholeBody } from './whole-body.ts';

/** Smaller answers fit into the first packets as they are. */
const leastBytes = 1400;

/** What was asked, and the page that answers it where there is one: its text, so that the framework need not carry it. */
export interface Asked {
  request: Request;
  page?: string | undefined;
  /** The request as it came to this program; there is none in development. */
  incoming?: IncomingMessage | undefined;
}

/**
 * A page or its data, compressed where the browser takes it: a sixth of the bytes for a tenth of a millisecond. Streams are
 * left alone, since they must not wait.
 *
 * The length of what is compressed tells whether a guess that stands in it resembles a secret beside it, so whoever listens
 * on the wire must not be able to choose what stands in a page, time and again. Only what the browser says was asked for by a
 * page of ours or by the person's own hand is compressed; what another site made it ask for is not, nor what does not say.
 */
export async function compressPage(
  { request, page, incoming }: Asked,
  response: Response,
): Promise<Response> {
  const wished = isWished(request) && isText(response);
  if (page === undefined && (!wished || response.body === null)) return response;
  const body = page === undefined ? Buffer.from(await response.arrayBuffer()) : Buffer.from(page);
  const headers = new Headers(response.headers);
  const small = body.length < leastBytes;
  if (wished && !small) {
    headers.set('content-encoding', 'gzip');
    headers.append('vary', 'accept-encoding, sec-fetch-site');
    // It named what was not compressed, and every page has a nonce of its own anyway.
    headers.delete('etag');
  }
  const sent = wished && !small ? gzipSync(body, { level: 3 }) : body;
  return wholeBody(incoming, sent, { status: response.status, headers });
}

function isWished({ headers, method }: Request): boolean {
  const askedBy = headers.get('sec-fetch-site');
  return (
    (method === 'GET' || method === 'POST') &&
    (askedBy === 'same-origin' || askedBy === 'none') &&
    /\bgzip\b/.test(headers.get('accept-encoding') ?? '')
  );
}

function isText({ headers }: Response): boolean {
  return (
    !headers.has('content-encoding') &&
    /^(text\/html|application\/json)\b/.test(headers.get('content-type') ?? '')
  );
}
