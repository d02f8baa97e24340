import { readConfig } from '#server/config.ts';
import { openLog } from '#server/log.ts';
import { migrateInstallation } from '#server/migrate-installation.ts';
import { openInstallation } from '#server/open-installation.ts';
import { readKeysFile, restoreKeys } from '#server/vault/keys-file.ts';
import { readMasterKey } from '#server/vault/master-key.ts';
import type { Command } from '../command.ts';

export const restoreKeysCommand: Command = {
  usage: 'restore-keys FILE',
  summary: "Brings the keys of people's words back; nobody who was erased.",
  details:
    'Keys that are here stay as they are. Stop Rondo first, and restore the backup of the data after it.',
  takes: [1, 1],
  async run({ arguments: [file = ''], say, complain }) {
    const config = readConfig(process.env);
    // Before a new installation is made for a file that is none.
    await readKeysFile(file);
    const installation = await openInstallation(config, openLog('error'));
    try {
      if (installation.shared) {
        complain(`Rondo is running on ${config.RONDO_DATA}. Stop it first.`);
        return 1;
      }
      await migrateInstallation(installation.urls);
      const masterKey = await readMasterKey(config);
      const { brought, erased } = await restoreKeys({ ownerUrl: installation.urls.owner, masterKey }, file);
      say(`Brought back the keys of ${brought} people. ${erased} stay erased.`);
      return 0;
    } finally {
      await installation.close();
    }
  },
};
