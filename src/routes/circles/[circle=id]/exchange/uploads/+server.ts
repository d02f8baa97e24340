import { asCircleMember } from '#features/circles/access.ts';
import { recordingInput } from '#features/exchange/input.ts';
import { beginRecording } from '#features/exchange/use-cases/begin-recording.ts';
import { rondo } from '#server/app.ts';
import { numberIn, readMetadata, speaksTus, tusHeaders, tusVersion } from '#server/tus.ts';

const statuses = {
  closed: 409,
  taken: 409,
  unanswerable: 409,
  'too-many': 429,
  'too-long': 413,
  'too-large': 413,
  full: 413,
} as const;

/** Makes an upload (tus, creation): its length in a header, what it is in the metadata. Bytes come to its address. */
export async function POST(event) {
  const member = await asCircleMember(event, async (_tx, proven) => proven);
  if (!speaksTus(event.request)) {
    return new Response(null, { status: 412, headers: tusHeaders({ 'tus-version': tusVersion }) });
  }
  const told = recordingInput.safeParse({
    ...readMetadata(event.request),
    bytes: String(numberIn(event.request, 'upload-length') ?? ''),
  });
  if (!told.success) return answer(400, { reason: 'unreadable' });
  const begun = await beginRecording(rondo(), member, told.data);
  if (!begun.ok) return answer(statuses[begun.reason], { reason: begun.reason });
  return answer(201, undefined, { location: `/circles/${member.circleId}/exchange/uploads/${begun.id}` });
}

function answer(status: number, body: object | undefined, headers: Record<string, string> = {}): Response {
  if (!body) return new Response(null, { status, headers: tusHeaders(headers) });
  return Response.json(body, { status, headers: tusHeaders(headers) });
}
