import { createHmac, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, ConfigProblem } from '../config.ts';

type Where = Pick<Config, 'RONDO_DATA' | 'RONDO_MASTER_KEY'>;

/**
 * The key that wraps everybody's keys, 32 bytes: from the environment, or from `master-key` in the data folder, which is
 * made at the first start for its owner alone. It is never in the database, so neither is it in a backup.
 *
 * @throws ConfigProblem when the file is not a master key
 */
export async function readMasterKey(config: Where): Promise<Buffer> {
  if (config.RONDO_MASTER_KEY) return Buffer.from(config.RONDO_MASTER_KEY, 'base64');
  const file = join(config.RONDO_DATA, 'master-key');
  const text = (await readIfThere(file)) ?? (await makeMasterKey(config.RONDO_DATA, file));
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === 32) return key;
  throw new ConfigProblem(
    `${file} is damaged: it must hold 32 bytes in base64. Bring it back from your backup of the keys; without it nobody's words can be read.`,
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
