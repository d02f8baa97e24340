import type { App } from '../app.ts';
import { openStorage } from '../storage.ts';
import { pieceName } from '../stored-files.ts';
import type { Place } from './vault.ts';

/** Begins a stored file that is sealed; no image does. */
const mark = Buffer.from('~1~');

/** A stored file is its owner's words as well. */
export interface OwnedFile {
  organisationId: string;
  owner: string;
  id: string;
}

type Holder = Pick<App, 'config' | 'database'>;

/** Stores a file under its owner's key; see `Storage.put`. */
export async function putSealed(
  { config, database }: Holder,
  file: OwnedFile,
  bytes: Uint8Array,
): Promise<void> {
  const keys = await database.vault.keysFor(file.organisationId, [file.owner]);
  const sealed = keys.sealFile(placeOf(file), bytes);
  await openStorage(config).put(file.id, Buffer.concat([mark, sealed]));
}

/**
 * The bytes again, also of a file from before there were keys. Undefined: it is not there, or its owner's key is gone.
 *
 * @throws Tampered
 */
export async function readSealed({ config, database }: Holder, file: OwnedFile): Promise<Buffer | undefined> {
  const bytes = await openStorage(config).read(file.id);
  if (!bytes || !isSealedFile(bytes)) return bytes;
  const keys = await database.vault.keysOf(file.organisationId, [file.owner]);
  return keys.openFile(placeOf(file), bytes.subarray(mark.length));
}

/** One piece of a file that is read from the middle; pieces count from 0. */
export type OwnedPiece = OwnedFile & { piece: number };

/** Stores one piece, sealed by itself and bound to its number, so that pieces can neither be swapped nor left out unseen. */
export async function putSealedPiece(
  { config, database }: Holder,
  piece: OwnedPiece,
  bytes: Uint8Array,
): Promise<void> {
  const keys = await database.vault.keysFor(piece.organisationId, [piece.owner]);
  await openStorage(config).put(pieceName(piece.id, piece.piece), keys.sealFile(pieceOf(piece), bytes));
}

/** Undefined: it is not there, or its owner's key is gone. @throws Tampered */
export async function readSealedPiece(
  { config, database }: Holder,
  piece: OwnedPiece,
): Promise<Buffer | undefined> {
  const sealed = await openStorage(config).read(pieceName(piece.id, piece.piece));
  if (!sealed) return undefined;
  const keys = await database.vault.keysOf(piece.organisationId, [piece.owner]);
  return keys.openFile(pieceOf(piece), sealed);
}

/** So many pieces one behind the other, as far as they are there; each is read only when it is asked for. */
export async function* readSealedPieces(
  holder: Holder,
  file: OwnedFile,
  count: number,
): AsyncGenerator<Buffer, void> {
  for (let piece = 0; piece < count; piece += 1) {
    const bytes = await readSealedPiece(holder, { ...file, piece });
    if (!bytes) return;
    yield bytes;
  }
}

function pieceOf({ owner, id, piece }: OwnedPiece): Place {
  return { owner, table: 'recording', row: [id, String(piece)], column: 'bytes' };
}

/** Whether a file's beginning says that it is sealed. */
export function isSealedFile(bytes: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}

function placeOf({ owner, id }: OwnedFile): Place {
  return { owner, table: 'stored_file', row: id, column: 'bytes' };
}
