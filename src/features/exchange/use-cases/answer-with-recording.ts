import { type ByteRange, readRange } from '#core/exchange/byte-range.ts';
import type { Recording } from '../store/recordings.ts';

/** The answer to a request for a recording's bytes, whole or a part of them. `play`: undefined where they are gone. */
export async function answerWithRecording(
  request: Request,
  { bytes, received, mediaType }: Recording,
  play: (range: ByteRange) => Promise<ReadableStream<Uint8Array> | undefined>,
): Promise<Response> {
  // What has not arrived whole is nobody's to play yet; its owner still has it in the browser.
  if (!mediaType || bytes === 0 || received !== bytes) return new Response(null, { status: 404 });
  const range = readRange(request.headers.get('range'), bytes);
  if (range === 'none') {
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${bytes}` } });
  }
  const { from, to } = range ?? { from: 0, to: bytes - 1 };
  const body = await play({ from, to });
  if (!body) return new Response(null, { status: 404 });
  return new Response(body, {
    status: range ? 206 : 200,
    headers: {
      'content-type': mediaType,
      'content-length': String(to - from + 1),
      'accept-ranges': 'bytes',
      ...(range ? { 'content-range': `bytes ${from}-${to}/${bytes}` } : {}),
      'content-disposition': 'inline',
      // Somebody's bytes: should a browser ever take them for a page, that page can do nothing.
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}
