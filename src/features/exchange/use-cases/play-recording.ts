import type { ByteRange } from '#core/exchange/byte-range.ts';
import { pieceBytes } from '#core/exchange/sizes.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { App } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import { readSealedPiece } from '#server/vault/sealed-files.ts';
import { findOwnRecording, findRecording, type Recording } from '../store/recordings.ts';

/**
 * The bytes of a part of a recording; undefined where they are not there. Before each piece it is asked again whether the member may hear it, so that what is
 * withdrawn or deleted stops in the middle of being played. Only one piece is held in memory.
 */
export async function playRecording(
  app: App,
  member: CircleMember,
  { id, range }: { id: string; range: ByteRange },
): Promise<ReadableStream<Uint8Array> | undefined> {
  const find = () => app.database.asPerson(member, (tx) => findRecording(tx, member, id));
  return play(app, member, { find, range });
}

/** The same of one's own, also of a circle that one has left. */
export async function playOwnRecording(
  app: App,
  actor: Actor,
  { id, range }: { id: string; range: ByteRange },
): Promise<ReadableStream<Uint8Array> | undefined> {
  const find = () => app.database.asPerson(actor, (tx) => findOwnRecording(tx, actor, id));
  return play(app, actor, { find, range });
}

async function play(
  app: App,
  actor: Actor,
  { find, range }: { find: () => Promise<Recording | undefined>; range: ByteRange },
): Promise<ReadableStream<Uint8Array> | undefined> {
  let at = range.from;
  async function read(): Promise<Uint8Array | undefined> {
    const recording = await find();
    return recording && readFrom(app, recording, { actor, from: at, to: range.to });
  }
  // Before anything is answered, so that what cannot be read is answered as such and not with a line that breaks.
  let next = await read();
  if (!next) return undefined;
  return new ReadableStream<Uint8Array>({
    async pull(stream) {
      const bytes = next ?? (await read());
      next = undefined;
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
  { actor: { organisationId }, from, to }: ByteRange & { actor: Actor },
): Promise<Uint8Array | undefined> {
  const piece = Math.floor(from / pieceBytes);
  const bytes = await readSealedPiece(app, { organisationId, owner, id, piece });
  const begin = piece * pieceBytes;
  const part = bytes?.subarray(from - begin, to + 1 - begin);
  return part && part.length > 0 ? new Uint8Array(part) : undefined;
}
