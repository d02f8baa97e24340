import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BucketConfig, openBucket } from './bucket.ts';
import type { Config } from './config.ts';
import { checkName, folderOf, type Storage, storedName } from './stored-files.ts';
import { syncFolder } from './sync-folder.ts';

/** What a storage is opened with. */
export type StorageConfig = Pick<Config, 'RONDO_DATA'> & Partial<BucketConfig>;

/** The bucket, where one is configured; else the data folder. */
export function openStorage(config: StorageConfig): Storage {
  return openBucket(config) ?? storageOnDisk(config);
}

/** The files under `<data>/files`, spread over 256 folders by the end of their ids, which is the random part. */
function storageOnDisk({ RONDO_DATA }: StorageConfig): Storage {
  const root = join(RONDO_DATA, 'files');
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
      const { folder, file } = placeOf(root, id);
      await rm(file, { force: true });
      // What a program that was killed was about to write lies beside it.
      const left = (await readdir(folder).catch(noFolder)).filter(
        (name) => name.startsWith(`${id}.`) && name.endsWith('.part'),
      );
      for (const name of left) await rm(join(folder, name), { force: true });
    },
    async list() {
      const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(noFolder);
      return entries
        .filter((entry) => entry.isFile() && storedName.test(entry.name))
        .map((entry) => entry.name)
        .sort();
    },
  };
}

function placeOf(root: string, id: string): { folder: string; file: string } {
  checkName(id);
  const folder = join(root, folderOf(id));
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

function ifThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function noFolder(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
