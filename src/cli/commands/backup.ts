import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeBackup } from '#server/backup/write-backup.ts';
import { openBucket } from '#server/bucket.ts';
import { readConfig } from '#server/config.ts';
import { openLog } from '#server/log.ts';
import { openExisting } from '#server/open-installation.ts';
import type { Command } from '../command.ts';

export const backup: Command = {
  usage: 'backup FILE',
  summary: 'Saves every table and stored file, as of one moment, into one file.',
  details:
    'Works while Rondo runs. The file holds what people wrote: keep it where only you can read it.\nAn existing file is never overwritten.',
  takes: [1, 1],
  async run({ arguments: [file = ''], say, complain }) {
    if (existsSync(file)) {
      complain(`${file} exists already. Choose another name, or move it away.`);
      return 1;
    }
    const config = readConfig(process.env);
    const installation = await openExisting(config, openLog('error'));
    try {
      const source = {
        ownerUrl: installation.urls.owner,
        filesFolder: join(config.RONDO_DATA, 'files'),
        bucket: openBucket(config),
      };
      const { tables, files } = await writeBackup(source, file);
      const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
      say(
        `Saved ${rows} rows of ${Object.keys(tables).length} tables and ${Object.keys(files).length} files in ${file}.`,
      );
      return 0;
    } finally {
      await installation.close();
    }
  },
};
