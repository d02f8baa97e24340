import { readRange } from '#core/exchange/byte-range.ts';
import { asListener } from '#features/exchange/access.ts';
import { playRecording } from '#features/exchange/use-cases/play-recording.ts';
import { rondo } from '#server/app.ts';

/** A recording's bytes, whole or a part of them, for whoever may hear it. */
export async function GET(event) {
  const { member, recording } = await asListener(event, async (_tx, proven, found) => ({
    member: proven,
    recording: found,
  }));
  const { bytes, received, mediaType } = recording;
  // What has not arrived whole is nobody's to play yet; its owner still has it in the browser.
  if (!mediaType || bytes === 0 || received !== bytes) return new Response(null, { status: 404 });
  const range = readRange(event.request.headers.get('range'), bytes);
  if (range === 'none') {
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${bytes}` } });
  }
  const { from, to } = range ?? { from: 0, to: bytes - 1 };
  const body = await playRecording(rondo(), member, { id: recording.id, range: { from, to } });
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
