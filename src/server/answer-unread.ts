import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long a body that nobody reads is let run out, in milliseconds. */
const patience = 5_000;

/**
 * Answers a request whose body is not read. What still comes of it is let run into nothing for a while: were the connection
 * cut under a browser that is still sending, it would show its own error in place of the sentence.
 */
export function answerUnread(
  request: IncomingMessage,
  response: ServerResponse,
  { status, text }: { status: number; text: string },
): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.write(text);
  const close = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(close, patience);
  request.once('error', close).once('close', close).once('end', close).resume();
}
