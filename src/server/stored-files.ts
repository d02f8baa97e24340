/**
 * Bytes that people brought, one file each under its id, or under its id and a piece's number (`pieceName`). Who may have
 * them is a row's business, not this folder's.
 */
export interface Storage {
  /** When it returns, the bytes are on the disk and survive a power cut. The same id again replaces them whole. */
  put(id: string, bytes: Uint8Array): Promise<void>;
  read(id: string): Promise<Buffer | undefined>;
  /** The first bytes of a file, up to so many. */
  begin(id: string, bytes: number): Promise<Buffer | undefined>;
  /** Removing what is not there is fine: a job that was interrupted does it again. */
  remove(id: string): Promise<void>;
  /** Ids of all that is stored, for backup. */
  list(): Promise<string[]>;
}

/** What a piece of a file is stored under. Pieces count from 0. */
export function pieceName(id: string, piece: number): string {
  return `${id}.${piece}`;
}

/** A UUID, and the number of a piece. */
export const storedName = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.\d{1,5})?$/;
/** The folder of a name: the end of its id, which is the random part. */
export function folderOf(name: string): string {
  return name.slice(34, 36);
}

/** An id becomes part of a path, so nothing but a UUID and a number may pass. */
export function checkName(id: string): void {
  if (!storedName.test(id)) throw new TypeError('stored files are named by UUIDs');
}
