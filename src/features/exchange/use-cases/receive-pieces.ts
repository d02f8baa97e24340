import { type Container, containerOf, mediaTypeOf } from '#core/exchange/container.ts';
import { reachesTo, ticksOf } from '#core/exchange/reaches-to.ts';
import { outlasts, pieceBytes } from '#core/exchange/sizes.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { App } from '#server/app.ts';
import { openStorage } from '#server/storage.ts';
import { pieceName } from '#server/stored-files.ts';
import { putSealedPiece, readSealedPiece } from '#server/vault/sealed-files.ts';
import { findRecording, keepReceived, type Recording } from '../store/recordings.ts';
import { termsInForce } from '../store/terms.ts';
import { removeRecording } from './remove-recording.ts';

/** `received`: how many bytes are safely kept, from where to go on. */
export type Received =
  | { ok: true; received: number }
  | { ok: false; reason: 'gone' }
  /** It is somewhere else already: another tab, or an answer that got lost. */
  | { ok: false; reason: 'elsewhere'; received: number }
  | { ok: false; reason: 'more-than-said' | 'wrong-type' | 'part-of-a-piece'; received: number }
  /** Longer than agreed, whatever was said of it; nothing of it is kept. */
  | { ok: false; reason: 'too-long' };

/**
 * Keeps what comes of a recording, piece by piece: a piece counts once it lies sealed on the disk and the row says so, so
 * whatever is cut off, here or on the way, goes on behind the last whole piece. No more than two pieces are held in memory.
 */
export async function receivePieces(
  app: App,
  member: CircleMember,
  { id, offset, body }: { id: string; offset: number; body: AsyncIterable<Uint8Array> },
): Promise<Received> {
  const [recording, terms] = await app.database.asPerson(member, async (tx) => [
    await findRecording(tx, member, id),
    await termsInForce(tx, member),
  ]);
  if (!recording || recording.owner !== member.personId) return { ok: false, reason: 'gone' };
  if (recording.received !== offset) return elsewhere(recording.received);
  let received = offset;
  let came = 0;
  const pieces = piecesFrom(body, (bytes) => {
    came += bytes;
    return offset + came <= recording.bytes;
  });
  let mediaType = recording.mediaType;
  let ticks = mediaType && offset > 0 ? await ticksSaid(app, member, { id, mediaType }) : undefined;
  // What was agreed when it was begun goes on to hold for it.
  const longest = Math.max(terms.longestSeconds, recording.seconds);
  for await (const piece of pieces) {
    if (piece === 'too-much') return { ok: false, reason: 'more-than-said', received };
    // The rest of a request that did not end a piece comes again with the next one.
    if (piece.length < pieceBytes && received + piece.length < recording.bytes) break;
    mediaType ??= typeOf(piece, recording);
    if (!mediaType) return { ok: false, reason: 'wrong-type', received };
    if (received === 0) ticks = ticksOf(piece);
    if (outlasts(reachesTo(containerIn(mediaType), piece, ticks) ?? 0, longest)) {
      await removeRecording(app, member, id);
      return { ok: false, reason: 'too-long' };
    }
    const kept = await keepPiece(app, member, { id, before: received, piece, mediaType });
    if (kept !== undefined) return kept;
    received += piece.length;
  }
  if (came > 0 && received === offset) return { ok: false, reason: 'part-of-a-piece', received };
  return { ok: true, received };
}

/** What a file in fragments counts in stands in its first piece alone. */
async function ticksSaid(
  app: App,
  { organisationId, personId: owner }: CircleMember,
  { id, mediaType }: { id: string; mediaType: string },
): Promise<number | undefined> {
  if (containerIn(mediaType) !== 'mp4') return undefined;
  const first = await readSealedPiece(app, { organisationId, owner, id, piece: 0 });
  return first && ticksOf(first);
}

/** Undefined: it is kept. */
async function keepPiece(
  app: App,
  member: CircleMember,
  { id, before, piece, mediaType }: { id: string; before: number; piece: Buffer; mediaType: string },
): Promise<Received | undefined> {
  const { organisationId, personId: owner } = member;
  const number = before / pieceBytes;
  await putSealedPiece(app, { organisationId, owner, id, piece: number }, piece);
  const noted = await app.database.asPerson(member, (tx) =>
    keepReceived(tx, { ...member, id }, { before, received: before + piece.length, mediaType }),
  );
  if (noted) return undefined;
  const now = await app.database.asPerson(member, (tx) => findRecording(tx, member, id));
  if (now) return elsewhere(now.received);
  // It was removed meanwhile, with its files: this one must not stay.
  await openStorage(app.config).remove(pieceName(id, number));
  return { ok: false, reason: 'gone' };
}

function elsewhere(received: number): Received {
  return { ok: false, reason: 'elsewhere', received };
}

function typeOf(beginning: Buffer, { kind }: Recording): string | undefined {
  const container = containerOf(beginning);
  return container && kind !== 'words' ? mediaTypeOf(container, kind) : undefined;
}

function containerIn(mediaType: string): Container {
  return mediaType.split('/')[1] as Container;
}

/** What comes, cut into pieces of one size and a rest; a connection that breaks ends it, and its rest is let go. */
async function* piecesFrom(
  body: AsyncIterable<Uint8Array>,
  fits: (bytes: number) => boolean,
): AsyncIterable<Buffer | 'too-much'> {
  let piece = Buffer.allocUnsafe(pieceBytes);
  let filled = 0;
  try {
    for await (const chunk of body) {
      if (!fits(chunk.length)) return yield 'too-much';
      for (let at = 0; at < chunk.length; ) {
        const part = chunk.subarray(at, at + pieceBytes - filled);
        piece.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled < pieceBytes) continue;
        yield piece;
        piece = Buffer.allocUnsafe(pieceBytes);
        filled = 0;
      }
    }
  } catch (error) {
    if (isCutOff(error)) return;
    throw error;
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

function isCutOff(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'AbortError' ||
      /aborted|ECONNRESET|terminated/i.test(`${error.message} ${(error as { code?: string }).code}`))
  );
}
