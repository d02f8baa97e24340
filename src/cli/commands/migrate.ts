import { readConfig } from '#server/config.ts';
import { openLog } from '#server/log.ts';
import { migrateInstallation } from '#server/migrate-installation.ts';
import { openInstallation } from '#server/open-installation.ts';
import type { Command } from '../command.ts';

export const migrateCommand: Command = {
  usage: 'migrate',
  summary: 'Brings the database up to date, without serving.',
  details:
    'Serving does this by itself. Use it before several nodes start, or to see whether an update fits.',
  takes: [0, 0],
  async run({ say }) {
    const installation = await openInstallation(readConfig(process.env), openLog('error'));
    try {
      const applied = await migrateInstallation(installation.urls);
      say(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
      return 0;
    } finally {
      await installation.close();
    }
  },
};
