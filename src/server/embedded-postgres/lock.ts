import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './process-state.ts';

/** Another Rondo is running on the same data. */
export class DataInUse extends Error {}

/**
 * One program on one data folder. The lock is a hard link, which only one of two can make; a lock whose program is gone is
 * taken over. Returns how to give it back.
 */
export function lockData(dataFolder: string): () => void {
  mkdirSync(dataFolder, { recursive: true });
  const lock = join(dataFolder, 'rondo.pid');
  const mine = join(dataFolder, `rondo.pid.${process.pid}`);
  writeFileSync(mine, `${process.pid}\n`);
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        linkSync(mine, lock);
        return () => rmSync(lock, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 2) throw error;
        const holder = Number.parseInt(readFileSync(lock, 'utf8'), 10);
        if (holder !== process.pid && isAlive(holder)) {
          throw new DataInUse(
            `Another Rondo (process ${holder}) is running on ${dataFolder}. Stop it first, or give this one its own folder with RONDO_DATA. Two programs on one database need DATABASE_URL; see docs/operations.md.`,
          );
        }
        rmSync(lock, { force: true });
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
}
