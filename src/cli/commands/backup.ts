import { join } from 'node:path';
import { writeBackup } from '#server/backup/write-backup.ts';
import { openBucket } from '#server/bucket.ts';
import type { Command } from '../command.ts';
import { saveInto } from '../save-into.ts';

export const backup: Command = {
  usage: 'backup FILE',
  summary: 'Saves every table and stored file, as of one moment, into one file.',
  details:
    'Works while Rondo runs. What people wrote is in it under their keys, which are not: save those with backup-keys.\nNames and addresses can be read in it, so keep it where only you can.\nAn existing file is never overwritten.',
  takes: [1, 1],
  run: (given) =>
    saveInto(given, async ({ config, installation, file }) => {
      const source = {
        ownerUrl: installation.urls.owner,
        filesFolder: join(config.RONDO_DATA, 'files'),
        bucket: openBucket(config),
      };
      const { tables, files } = await writeBackup(source, file);
      const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
      return `Saved ${rows} rows of ${Object.keys(tables).length} tables and ${Object.keys(files).length} files in ${file}.`;
    }),
};
