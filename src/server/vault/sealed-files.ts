import type { App } from '../app.ts';
import { openStorage } from '../storage.ts';
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
  await openStorage(config.RONDO_DATA).put(file.id, Buffer.concat([mark, sealed]));
}

/**
 * The bytes again, also of a file from before there were keys. Undefined: it is not there, or its owner's key is gone.
 *
 * @throws Tampered
 */
export async function readSealed({ config, database }: Holder, file: OwnedFile): Promise<Buffer | undefined> {
  const bytes = await openStorage(config.RONDO_DATA).read(file.id);
  if (!bytes || !isSealedFile(bytes)) return bytes;
  const keys = await database.vault.keysOf(file.organisationId, [file.owner]);
  return keys.openFile(placeOf(file), bytes.subarray(mark.length));
}

/** Whether a file's beginning says that it is sealed. */
export function isSealedFile(bytes: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}

function placeOf({ owner, id }: OwnedFile): Place {
  return { owner, table: 'stored_file', row: id, column: 'bytes' };
}
