import type { App } from '#server/app.ts';
import { deleteExpiredRecordings } from './use-cases/delete-expired-recordings.ts';

/** The job `delete-expired-recordings`, every hour. */
export async function deleteExpiredRecordingsJob(app: App): Promise<void> {
  await deleteExpiredRecordings(app);
}
