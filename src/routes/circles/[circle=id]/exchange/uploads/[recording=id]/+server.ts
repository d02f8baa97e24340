import { asCircleMember } from '#features/circles/access.ts';
import { asListener } from '#features/exchange/access.ts';
import { receivePieces } from '#features/exchange/use-cases/receive-pieces.ts';
import { removeRecording } from '#features/exchange/use-cases/remove-recording.ts';
import { rondo } from '#server/app.ts';
import { readBody } from '#server/read-body.ts';
import { numberIn, speaksTus, tusHeaders, tusType, tusVersion } from '#server/tus.ts';

/** How much of one's own recording is here, from where to go on. */
export async function HEAD(event) {
  // A program asks, which would take the door that a person is led to for an answer.
  if (!event.locals.person) return new Response(null, { status: 401, headers: tusHeaders() });
  const recording = await asListener(event, async (_tx, member, found) =>
    found.owner === member.personId ? found : undefined,
  );
  if (!recording) return new Response(null, { status: 404, headers: tusHeaders() });
  const { received, bytes } = recording;
  return new Response(null, {
    status: 200,
    headers: tusHeaders({ 'upload-offset': String(received), 'upload-length': String(bytes) }),
  });
}

const statuses = {
  gone: 404,
  elsewhere: 409,
  'more-than-said': 413,
  'too-long': 413,
  'wrong-type': 415,
  'part-of-a-piece': 400,
} as const;

/** Bytes from an offset on. What is acknowledged lies on the disk. */
export async function PATCH(event) {
  const { request, params } = event;
  const member = await asCircleMember(event, async (_tx, proven) => proven);
  if (!speaksTus(request)) {
    return new Response(null, { status: 412, headers: tusHeaders({ 'tus-version': tusVersion }) });
  }
  if (request.headers.get('content-type') !== tusType) {
    return new Response(null, { status: 415, headers: tusHeaders() });
  }
  const offset = numberIn(request, 'upload-offset');
  if (offset === undefined) return new Response(null, { status: 400, headers: tusHeaders() });
  const answer = await readBody(request.body, (body) =>
    receivePieces(rondo(), member, { id: params.recording, offset, body }),
  );
  if (answer.ok) {
    const headers = tusHeaders({ 'upload-offset': String(answer.received) });
    return new Response(null, { status: 204, headers });
  }
  const at: Record<string, string> = 'received' in answer ? { 'upload-offset': String(answer.received) } : {};
  const status = statuses[answer.reason];
  return Response.json({ reason: answer.reason }, { status, headers: tusHeaders(at) });
}

/** Thrown away before it was sent, or afterwards. */
export async function DELETE(event) {
  const member = await asListener(event, async (_tx, proven, found) =>
    found.owner === proven.personId ? proven : undefined,
  );
  if (!member) return new Response(null, { status: 404, headers: tusHeaders() });
  await removeRecording(rondo(), member, event.params.recording);
  return new Response(null, { status: 204, headers: tusHeaders() });
}
