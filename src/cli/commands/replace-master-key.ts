import { readConfig } from '#server/config.ts';
import { demandOwnFolder } from '#server/demand-own-folder.ts';
import { openLog } from '#server/log.ts';
import { migrateInstallation } from '#server/migrate-installation.ts';
import { openExisting } from '#server/open-installation.ts';
import { replaceMasterKey } from '#server/vault/replace-master-key.ts';
import type { Command } from '../command.ts';

const refusals = {
  'another-master-key':
    "The people's keys in this database were wrapped by another master key than the one given here. Nothing was changed.",
  'no-next':
    'The master key is in RONDO_MASTER_KEY. Set RONDO_MASTER_KEY_NEXT to a new one (openssl rand -base64 32) on each node, start them again, then run this once more. Nothing was changed.',
  busy: 'Somebody else replaces the master key at this moment. Nothing was changed here.',
};

export const replaceMasterKeyCommand: Command = {
  usage: 'replace-master-key',
  summary: "Makes a new master key and wraps the keys of people's words with it.",
  details:
    'Works while Rondo runs; nobody notices. Killed in the middle, nothing is lost: run it once more. What the old master key\nhad wrapped before, in copies of the whole database or disk, can be opened with it still: let them go.',
  takes: [0, 0],
  async run({ say, complain }) {
    const config = readConfig(process.env);
    demandOwnFolder(config.RONDO_DATA);
    const installation = await openExisting(config, openLog('error'));
    try {
      if (!installation.shared) await migrateInstallation(installation.urls);
      const replaced = await replaceMasterKey(config, installation.urls.owner);
      if (!replaced.ok) {
        complain(refusals[replaced.reason]);
        return 1;
      }
      say(`The keys of ${replaced.keys} people are wrapped by a new master key.`);
      if (config.RONDO_MASTER_KEY)
        say('Now set RONDO_MASTER_KEY to what RONDO_MASTER_KEY_NEXT says, and leave the latter out.');
      return 0;
    } finally {
      await installation.close();
    }
  },
};
