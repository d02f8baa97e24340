import type { CircleMember } from '#features/circles/access.ts';
import type { App } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { type BeginRefusal, beginRecording } from './begin-recording.ts';
import { receivePieces } from './receive-pieces.ts';
import { removeRecording } from './remove-recording.ts';

export type Uploaded =
  | { ok: true; id: string }
  | { ok: false; reason: BeginRefusal | 'nothing-chosen' | 'wrong-type' };

/** A file that was recorded elsewhere, from a form: whole or not at all. How long it plays, its container may say. */
export async function uploadWhole(
  app: App,
  member: CircleMember,
  {
    file,
    kind,
    title,
    answers,
  }: { file: File | null; kind: 'voice' | 'screen'; title: string; answers?: string | undefined },
): Promise<Uploaded> {
  if (!file || file.size === 0) return { ok: false, reason: 'nothing-chosen' };
  const begun = await beginRecording(app, member, {
    ...{ id: newId(), kind, title, answers },
    seconds: 0,
    bytes: file.size,
  });
  if (!begun.ok) return begun;
  const body = file.stream() as unknown as AsyncIterable<Uint8Array>;
  const received = await receivePieces(app, member, { id: begun.id, offset: 0, body });
  if (received.ok && received.received === file.size) return { ok: true, id: begun.id };
  await removeRecording(app, member, begun.id);
  const long = !received.ok && received.reason === 'too-long';
  return { ok: false, reason: long ? 'too-long' : 'wrong-type' };
}
