import type { App } from '#server/app.ts';
import { keepRetention } from './use-cases/keep-retention.ts';

/** Every night: what its owner no longer wants kept goes. */
export async function keepRetentionJob(app: App): Promise<void> {
  const gone = await keepRetention(app);
  if (gone > 0) app.log.info({ rows: gone }, 'let go of what was kept long enough');
}
