import { join } from 'node:path';
import { BackupProblem } from '#server/backup/read-backup.ts';
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
      const { tables, files, missing } = await writeBackup(source, file);
      const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
      const saved = `Saved ${rows} rows of ${Object.keys(tables).length} tables and ${Object.keys(files).length} files in ${file}.`;
      if (missing.length > 0) throw new BackupProblem(`${saved} ${sentenceFor(missing)}`);
      return saved;
    }),
};

/** The backup is kept: it has everything that is there. */
function sentenceFor(missing: readonly string[]): string {
  const some = missing.slice(0, 3).join(', ');
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  return `But ${missing.length} that the tables name are not there (${some}${more}). Look whether RONDO_DATA is the server's, or its bucket.`;
}
