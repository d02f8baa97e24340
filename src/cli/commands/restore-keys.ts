import { readKeysFile, restoreKeys } from '#server/vault/keys-file.ts';
import { masterKeyInForce } from '#server/vault/replace-master-key.ts';
import { bringBack } from '../bring-back.ts';
import type { Command } from '../command.ts';

export const restoreKeysCommand: Command = {
  usage: 'restore-keys FILE',
  summary: "Brings the keys of people's words back; nobody who was erased.",
  details:
    'Keys that are here stay as they are. Stop Rondo first, and restore the backup of the data after it.',
  takes: [1, 1],
  run: (given) =>
    bringBack(given, {
      check: readKeysFile,
      bring: async ({ config, installation, file }) => {
        const masterKey = await masterKeyInForce(config, installation.urls.owner);
        const { brought, erased } = await restoreKeys({ ownerUrl: installation.urls.owner, masterKey }, file);
        return `Brought back the keys of ${brought} ${brought === 1 ? 'person' : 'people'}. ${erased} ${erased === 1 ? 'stays' : 'stay'} erased.`;
      },
    }),
};
