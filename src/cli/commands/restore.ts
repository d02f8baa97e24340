import { join } from 'node:path';
import { verifyBackup } from '#server/backup/read-backup.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { openBucket } from '#server/bucket.ts';
import { ask } from '../ask-database.ts';
import { bringBack } from '../bring-back.ts';
import type { Command } from '../command.ts';

export const restore: Command = {
  usage: 'restore FILE [--replace]',
  summary: 'Brings a backup back into an empty installation.',
  details:
    '--replace  throws away what the installation holds now.\nThe checksums are verified before anything is touched. Stop Rondo first.',
  flags: ['replace'],
  takes: [1, 1],
  run: (given) =>
    bringBack(given, {
      check: verifyBackup,
      hindrance: async ({ DATABASE_URL }, { urls }) =>
        DATABASE_URL && (await isInUse(urls.owner))
          ? 'Somebody is connected to this database. Stop every Rondo on it first.'
          : undefined,
      bring: async ({ config, installation, file }) => {
        const { tables, files } = await restoreBackup(file, {
          ownerUrl: installation.urls.owner,
          filesFolder: join(config.RONDO_DATA, 'files'),
          bucket: openBucket(config),
          replace: given.flags.has('replace'),
        });
        const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
        return `Restored ${rows} rows of ${Object.keys(tables).length} tables and ${Object.keys(files).length} files.`;
      },
    }),
};

/** Whether anyone else is connected: a Rondo that went on would show, and write, what is no longer there. */
async function isInUse(ownerUrl: string): Promise<boolean> {
  const { rowCount } = await ask(
    ownerUrl,
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
  );
  return Boolean(rowCount);
}
