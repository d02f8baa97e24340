import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Config, readConfig } from '#server/config.ts';
import { openLog } from '#server/log.ts';
import { type Installation, openExisting } from '#server/open-installation.ts';
import type { Given } from './command.ts';

/**
 * Saves something of the installation that the environment names into the new file that was given, and says what was
 * saved. @returns the exit code: 1 where no such file can be made
 */
export async function saveInto(
  { arguments: [file = ''], say, complain }: Given,
  save: (from: { config: Config; installation: Installation; file: string }) => Promise<string>,
): Promise<number> {
  if (existsSync(file)) {
    complain(`${file} exists already. Choose another name, or move it away.`);
    return 1;
  }
  if (!existsSync(dirname(file))) {
    complain(`${file} cannot be made: there is no folder ${dirname(file)}.`);
    return 1;
  }
  const config = readConfig(process.env);
  const installation = await openExisting(config, openLog('error'));
  try {
    say(await save({ config, installation, file }));
    return 0;
  } finally {
    await installation.close();
  }
}
