import { type Config, readConfig } from '#server/config.ts';
import { demandOwnFolder } from '#server/demand-own-folder.ts';
import { openLog } from '#server/log.ts';
import { migrateInstallation } from '#server/migrate-installation.ts';
import { type Installation, openInstallation } from '#server/open-installation.ts';
import type { Given } from './command.ts';

/**
 * Brings something back into the installation that the environment names, which is made if it is not there and must not
 * be running, and says what came. @returns the exit code: 1 where it runs
 */
export async function bringBack(
  { arguments: [file = ''], say, complain }: Given,
  steps: {
    /** Throws where the file is none: before an installation is made for it. */
    check: (file: string) => Promise<unknown>;
    /** What else stands in the way, as a sentence. */
    hindrance?: (config: Config, installation: Installation) => Promise<string | undefined>;
    bring: (into: { config: Config; installation: Installation; file: string }) => Promise<string>;
  },
): Promise<number> {
  const config = readConfig(process.env);
  await steps.check(file);
  demandOwnFolder(config.RONDO_DATA);
  const installation = await openInstallation(config, openLog('error'));
  try {
    const hindrance = installation.shared
      ? `Rondo is running on ${config.RONDO_DATA}. Stop it first.`
      : await steps.hindrance?.(config, installation);
    if (hindrance) {
      complain(hindrance);
      return 1;
    }
    await migrateInstallation(installation.urls);
    say(await steps.bring({ config, installation, file }));
    return 0;
  } finally {
    await installation.close();
  }
}
