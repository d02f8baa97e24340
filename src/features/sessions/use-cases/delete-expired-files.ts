import type { App } from '#server/app.ts';
import { openStorage } from '#server/storage.ts';
import { listFilesToDelete, removeExpiredArtefacts, removeFile } from '../store/files.ts';

/** Run every hour: deletes what was brought and whose day is over, words and files. Bytes before their row, so that a crash between leaves a row that is found again. */
export async function deleteExpiredFiles(app: App): Promise<{ deleted: number }> {
  const storage = openStorage(app.config);
  await app.database.asWorker({}, removeExpiredArtefacts);
  const due = await app.database.asWorker({}, listFilesToDelete);
  for (const file of due) {
    await storage.remove(file.id);
    await app.database.asWorker({}, (tx) => removeFile(tx, file));
  }
  return { deleted: due.length };
}
