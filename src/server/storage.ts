import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes that people brought, one file each under its id. Who may have them is a row's business, not this folder's. */
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

/** The files under `<data>/files`, spread over 256 folders by the end of their ids, which is the random part. */
export function openStorage(dataFolder: string): Storage {
  const root = join(dataFolder, 'files');
  return {
    async put(id, bytes) {
      const { folder, file } = placeOf(root, id);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Written beside and renamed: a reader never meets half a file, whatever happens in between.
      const beside = `${file}.${randomBytes(6).toString('hex')}.part`;
      try {
        await writeToDisk(beside, bytes);
        await rename(beside, file);
        await syncFolder(folder);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    },
    async read(id) {
      return readFile(placeOf(root, id).file).catch(ifThere);
    },
    async begin(id, bytes) {
      const handle = await open(placeOf(root, id).file, 'r').catch(ifThere);
      if (!handle) return undefined;
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    async remove(id) {
      await rm(placeOf(root, id).file, { force: true });
    },
    async list() {
      const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(noFolder);
      return entries
        .filter((entry) => entry.isFile() && uuid.test(entry.name))
        .map((entry) => entry.name)
        .sort();
    },
  };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id becomes part of a path, so nothing but a UUID may pass. */
function placeOf(root: string, id: string): { folder: string; file: string } {
  if (!uuid.test(id)) throw new TypeError('stored files are named by UUIDs');
  const folder = join(root, id.slice(-2));
  return { folder, file: join(folder, id) };
}

async function writeToDisk(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The name of a file is in its folder, which has a disk block of its own. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function ifThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function noFolder(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
