import type { IncomingMessage, ServerResponse } from 'node:http';

/** A registered symbol: the entry and the pages are two module graphs, and both look here. */
const place = Symbol.for('rondo whole body');
type Carrier = { [place]?: Uint8Array };

/**
 * An answer whose body is whole goes to the socket as it is: through the framework's streams it would be copied twice and
 * wait for a turn of the loop. `asked`: the request that `sendWhole` knows; without one the body travels in the answer.
 */
export function wholeBody(
  asked: IncomingMessage | undefined,
  body: Buffer<ArrayBuffer>,
  init: { status: number; headers: Headers },
): Response {
  init.headers.set('content-length', String(body.length));
  if (!asked) return new Response(body, init);
  (asked as Carrier)[place] = body;
  return new Response(null, init);
}

/** Has an answer that ends without a body end with the one that was handed over meanwhile. */
export function sendWhole(asked: IncomingMessage, answer: ServerResponse): void {
  const end = answer.end.bind(answer) as (body?: unknown, ...more: unknown[]) => ServerResponse;
  answer.end = ((...said: unknown[]) => {
    const body = (asked as Carrier)[place];
    return said.length === 0 && body ? end(body) : end(...said);
  }) as typeof answer.end;
}
