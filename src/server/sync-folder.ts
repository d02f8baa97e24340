import { open } from 'node:fs/promises';

/** Brings the names in a folder to the disk: they are in the folder, which has a disk block of its own. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no such thing.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
