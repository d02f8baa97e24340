import { piecesIn } from '#core/exchange/sizes.ts';
import type { App } from '#server/app.ts';
import { openStorage } from '#server/storage.ts';
import { pieceName } from '#server/stored-files.ts';
import { deleteExpired, forgetLeft, listLeft } from '../store/left-files.ts';

/**
 * Run every hour: recordings whose day is over go, rows and files, and files whose row went in another way: removed, erased,
 * or with its circle; those of sessions too. Rows first, so that nobody is offered what is being deleted; what an interruption leaves is noted in
 * the same transaction, and found again.
 */
export async function deleteExpiredRecordings(
  app: Pick<App, 'config' | 'database' | 'clock'>,
): Promise<{ deleted: number }> {
  const deleted = await app.database.asWorker({}, (tx) => deleteExpired(tx, app.clock.now()));
  for (let after: string | undefined; ; ) {
    const some = await app.database.asWorker({}, (tx) => listLeft(tx, after));
    for (const left of some) {
      await removeLeftFiles(app, left);
      await app.database.asWorker({}, (tx) => forgetLeft(tx, left));
    }
    // What was looked over is noted still, for an hour: the next ones come after it.
    after = some.at(-1)?.id;
    if (after === undefined) return { deleted };
  }
}

/** Every piece that a recording of this length can have, also one that an upload had begun; or the one file. */
export async function removeLeftFiles(
  { config }: Pick<App, 'config'>,
  { id, bytes, whole = false }: { id: string; bytes: number; whole?: boolean },
): Promise<void> {
  const storage = openStorage(config);
  if (whole) return storage.remove(id);
  for (let piece = 0; piece < piecesIn(bytes); piece += 1) await storage.remove(pieceName(id, piece));
}
