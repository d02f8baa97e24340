import { createHmac, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, ConfigProblem } from '../config.ts';

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

/** Makes the next one in the data folder, or finds the one that is there. */
export async function makeNextMasterKey(config: MasterKeyPlace): Promise<Buffer> {
  const { next } = masterKeyFiles(config);
  return keyIn(next, (await readIfThere(next)) ?? (await makeMasterKey(config.RONDO_DATA, next)));
}

/** Puts the next one in the place of the present one; whoever is second finds it done. */
export async function promoteMasterKey(config: MasterKeyPlace): Promise<void> {
  const { now, next } = masterKeyFiles(config);
  try {
    await rename(next, now);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const folder = await open(config.RONDO_DATA, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function masterKeyFiles({ RONDO_DATA }: MasterKeyPlace): { now: string; next: string } {
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
  return readFile(file, 'utf8');
}
