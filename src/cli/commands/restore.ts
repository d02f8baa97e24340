import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { verifyBackup } from '#server/backup/read-backup.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { openBucket } from '#server/bucket.ts';
import { readConfig } from '#server/config.ts';
import { openLog } from '#server/log.ts';
import { migrateInstallation } from '#server/migrate-installation.ts';
import { openInstallation } from '#server/open-installation.ts';
import type { Command } from '../command.ts';

export const restore: Command = {
  usage: 'restore FILE [--replace]',
  summary: 'Brings a backup back into an empty installation.',
  details:
    '--replace  throws away what the installation holds now.\nThe checksums are verified before anything is touched. Stop Rondo first.',
  flags: ['replace'],
  takes: [1, 1],
  async run({ arguments: [file = ''], flags, say, complain }) {
    const config = readConfig(process.env);
    if (!existsSync(file)) {
      complain(`${file} cannot be read: there is no such file.`);
      return 1;
    }
    // Before a new installation is made for a file that is none.
    await verifyBackup(file);
    const installation = await openInstallation(config, openLog('error'));
    try {
      if (installation.shared) {
        complain(`Rondo is running on ${config.RONDO_DATA}. Stop it first.`);
        return 1;
      }
      if (config.DATABASE_URL && (await isInUse(installation.urls.owner))) {
        complain('Somebody is connected to this database. Stop every Rondo on it first.');
        return 1;
      }
      await migrateInstallation(installation.urls);
      const { tables, files } = await restoreBackup(file, {
        ownerUrl: installation.urls.owner,
        filesFolder: join(config.RONDO_DATA, 'files'),
        bucket: openBucket(config),
        replace: flags.has('replace'),
      });
      const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
      say(
        `Restored ${rows} rows of ${Object.keys(tables).length} tables and ${Object.keys(files).length} files.`,
      );
      return 0;
    } finally {
      await installation.close();
    }
  },
};

/** Whether anyone else is connected: a Rondo that went on would show, and write, what is no longer there. */
async function isInUse(ownerUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
    );
    return Boolean(rowCount);
  } finally {
    await client.end();
  }
}
