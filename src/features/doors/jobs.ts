import type { App } from '#server/app.ts';
import { deleteOldMails, deleteSpentWaysIn, deleteStaleCounters } from './store/tidy.ts';

/**
 * The job `tidy`, by night: forgets what has run out. Links that were used or are too old, browsers whose sixty days are
 * over, sent mails after a week, mails that nobody could send after a month.
 */
export async function tidy({ database }: App): Promise<void> {
  await database.asWorker({}, async (tx) => {
    await deleteSpentWaysIn(tx);
    await deleteOldMails(tx);
    await deleteStaleCounters(tx);
  });
}
