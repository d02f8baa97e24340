import { createSignInLink } from '#features/people/use-cases/create-sign-in-link.ts';
import type { App } from '#server/app.ts';
import { systemClock } from '#server/clock.ts';
import { readConfig } from '#server/config.ts';
import { openDatabase } from '#server/database.ts';
import { openLog } from '#server/log.ts';
import { migrateInstallation } from '#server/migrate-installation.ts';
import { openInstallation } from '#server/open-installation.ts';
import type { Command } from '../command.ts';

export const signInLink: Command = {
  usage: 'sign-in-link EMAIL',
  summary: 'Makes a link for somebody who is locked out.',
  details:
    'The link works once, for 15 minutes. The person is told that it was made, by mail and at their next visit.',
  takes: [1, 1],
  async run({ arguments: [email = ''], say, complain }) {
    const config = readConfig(process.env);
    const log = openLog('error');
    const installation = await openInstallation(config, log);
    if (!installation.shared) await migrateInstallation(installation.urls);
    const database = openDatabase(installation.urls, { poolSize: 2 });
    try {
      const app = { config, database, log, clock: systemClock } as App;
      const links = await createSignInLink(app, email);
      if (links.length === 0) complain(`Nobody here has the address ${email}.`);
      for (const { name, organisation, link } of links) say(`${name}, ${organisation}:\n  ${link}`);
      return links.length === 0 ? 1 : 0;
    } finally {
      await database.close();
      await installation.close();
    }
  },
};
