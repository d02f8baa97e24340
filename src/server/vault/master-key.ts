import { createHmac, randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Config, ConfigProblem } from '../config.ts';
import { syncFolder } from '../sync-folder.ts';

/** Where a master key is found. */
export type MasterKeyPlace = Pick<Config, 'RONDO_DATA'> &
  Partial<Pick<Config, 'RONDO_MASTER_KEY' | 'RONDO_MASTER_KEY_NEXT'>>;

/**
 * The key that wraps everybody's keys, 32 bytes: from the environment, or from `master-key` in the data folder, which is
 * made at the first start for its owner alone. It is never in the database, so neither is it in a backup.
 *
 * @throws ConfigProblem when the file is not a master key
 */
export async function readMasterKey(config: MasterKeyPlace): Promise<Buffer> {
  if (config.RONDO_MASTER_KEY) return Buffer.from(config.RONDO_MASTER_KEY, 'base64');
  const { now } = masterKeyFiles(config);
  return keyIn(now, (await readIfThere(now)) ?? (await makeMasterKey(config.RONDO_DATA, now)));
}

/** The one that may be in force soon, or already is: while a replacement is under way, or was cut short. */
export async function readNextMasterKey(config: MasterKeyPlace): Promise<Buffer | undefined> {
  if (config.RONDO_MASTER_KEY)
    return config.RONDO_MASTER_KEY_NEXT ? Buffer.from(config.RONDO_MASTER_KEY_NEXT, 'base64') : undefined;
  const { next } = masterKeyFiles(config);
  const text = await readIfThere(next);
  return text === undefined ? undefined : keyIn(next, text);
}

/** Both, for whoever has to open what either has wrapped. */
export async function readMasterKeys(config: MasterKeyPlace): Promise<Buffer[]> {
  // In this order: between the two reads the second can only become the first.
  const next = await readNextMasterKey(config);
  return [await readMasterKey(config), ...(next ? [next] : [])];
}

/** Makes the next one in the data folder, or finds the one that is there; it is on the disk then. For one program alone. */
export async function makeNextMasterKey(config: MasterKeyPlace): Promise<Buffer> {
  const { now, next } = masterKeyFiles(config);
  await removeUnfinished({ now, next });
  const key = keyIn(next, (await readIfThere(next)) ?? (await makeMasterKey(config.RONDO_DATA, next)));
  // What it wraps must not be on the disk before its name is.
  await syncFolder(config.RONDO_DATA);
  return key;
}

/**
 * Puts the next one, which is in force, in the place of the present one. Where another is there by now it stays: that one is
 * not in force yet, and what is in force must not go. Two at once are kept apart by `whileAlone`.
 */
export async function promoteMasterKey(config: MasterKeyPlace, inForce: Buffer): Promise<void> {
  const { now, next } = masterKeyFiles(config);
  const text = await readIfThere(next);
  if (text === undefined || !keyIn(next, text).equals(inForce)) return;
  await rename(next, now);
  await syncFolder(config.RONDO_DATA);
}

/** The present one's and the next one's, where they are files. */
export function masterKeyFiles({ RONDO_DATA }: MasterKeyPlace): { now: string; next: string } {
  return { now: join(RONDO_DATA, 'master-key'), next: join(RONDO_DATA, 'master-key.next') };
}

function keyIn(file: string, text: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === 32) return key;
  throw new ConfigProblem(
    `${file} is damaged: it must hold 32 bytes in base64. Put the file back as it was. If it is lost, bring a backup of the keys and then one of the data into a new folder; see docs/operations.md.`,
  );
}

/** By which an installation knows its master key again; tells nothing about the key. */
export function proveMasterKey(masterKey: Buffer): Buffer {
  return createHmac('sha256', masterKey).update('rondo master key').digest();
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written beside and linked: of two programs that start at once on one folder, both read the first one's key. */
async function makeMasterKey(folder: string, file: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const beside = `${file}.${randomBytes(6).toString('hex')}.part`;
  const handle = await open(beside, 'wx', 0o600);
  try {
    await handle.writeFile(`${randomBytes(32).toString('base64')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(beside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(beside, { force: true });
  }
  await syncFolder(folder);
  return readFile(file, 'utf8');
}

/** Whoever was killed while they made a key left one lying about, which may be the one that is used now. */
async function removeUnfinished({ now, next }: { now: string; next: string }): Promise<void> {
  const folder = dirname(now);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (!path.endsWith('.part') || !path.startsWith(`${now}.`)) continue;
    // Next ones are made by one alone. The first one may be just being made by somebody, until it has its other name.
    const isLeft = path.startsWith(`${next}.`) || (await stat(path).catch(() => undefined))?.nlink === 2;
    if (isLeft) await rm(path, { force: true });
  }
}
