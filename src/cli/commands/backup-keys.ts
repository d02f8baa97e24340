import { existsSync } from 'node:fs';
import { readConfig } from '#server/config.ts';
import { openLog } from '#server/log.ts';
import { migrateInstallation } from '#server/migrate-installation.ts';
import { openExisting } from '#server/open-installation.ts';
import { writeKeys } from '#server/vault/keys-file.ts';
import { readMasterKey } from '#server/vault/master-key.ts';
import type { Command } from '../command.ts';

export const backupKeys: Command = {
  usage: 'backup-keys FILE',
  summary: "Saves the keys of people's words, which are in no other backup.",
  details:
    'Works while Rondo runs. Whoever has this file and a backup can read what people wrote, so keep the two apart, and let\nold files of keys go after a week: until then, somebody who was erased could be brought back.\nAn existing file is never overwritten.',
  takes: [1, 1],
  async run({ arguments: [file = ''], say, complain }) {
    if (existsSync(file)) {
      complain(`${file} exists already. Choose another name, or move it away.`);
      return 1;
    }
    const config = readConfig(process.env);
    const installation = await openExisting(config, openLog('error'));
    try {
      if (!installation.shared) await migrateInstallation(installation.urls);
      const masterKey = await readMasterKey(config);
      say(
        `Saved the keys of ${await writeKeys({ ownerUrl: installation.urls.owner, masterKey }, file)} people in ${file}.`,
      );
      return 0;
    } finally {
      await installation.close();
    }
  },
};
