import type { ByteRange } from '#core/exchange/byte-range.ts';
import { pieceBytes } from '#core/exchange/sizes.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { App } from '#server/app.ts';
import { readSealedPiece } from '#server/vault/sealed-files.ts';
import { findRecording, type Recording } from '../store/recordings.ts';

/**
 * The bytes of a part of a recording. Before each piece it is asked again whether the member may hear it, so that what is
 * withdrawn or deleted stops in the middle of being played. Only one piece is held in memory.
 */
export function playRecording(
  app: App,
  member: CircleMember,
  { id, range }: { id: string; range: ByteRange },
): ReadableStream<Uint8Array> {
  let at = range.from;
  return new ReadableStream<Uint8Array>({
    async pull(stream) {
      const recording = await app.database.asPerson(member, (tx) => findRecording(tx, member, id));
      const bytes = recording && (await readFrom(app, recording, { member, from: at, to: range.to }));
      if (!bytes) return stream.error(new Error('the recording is gone'));
      stream.enqueue(bytes);
      at += bytes.length;
      if (at > range.to) stream.close();
    },
  });
}

async function readFrom(
  app: App,
  { id, owner }: Recording,
  { member: { organisationId }, from, to }: ByteRange & { member: CircleMember },
): Promise<Uint8Array | undefined> {
  const piece = Math.floor(from / pieceBytes);
  const bytes = await readSealedPiece(app, { organisationId, owner, id, piece });
  const begin = piece * pieceBytes;
  const part = bytes?.subarray(from - begin, to + 1 - begin);
  return part && part.length > 0 ? new Uint8Array(part) : undefined;
}
