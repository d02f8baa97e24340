import { migrateInstallation } from '#server/migrate-installation.ts';
import { writeKeys } from '#server/vault/keys-file.ts';
import { masterKeyInForce } from '#server/vault/replace-master-key.ts';
import type { Command } from '../command.ts';
import { saveInto } from '../save-into.ts';

export const backupKeys: Command = {
  usage: 'backup-keys FILE',
  summary: "Saves the keys of people's words, which are in no other backup.",
  details:
    'Works while Rondo runs. Whoever has this file and a backup can read what people wrote, so keep the two apart, and let\nold files of keys go after a week: until then, somebody who was erased could be brought back.\nAn existing file is never overwritten.',
  takes: [1, 1],
  run: (given) =>
    saveInto(given, async ({ config, installation, file }) => {
      if (!installation.shared) await migrateInstallation(installation.urls);
      const masterKey = await masterKeyInForce(config, installation.urls.owner);
      const people = await writeKeys({ ownerUrl: installation.urls.owner, masterKey }, file);
      return `Saved the keys of ${people} ${people === 1 ? 'person' : 'people'} in ${file}.`;
    }),
};
