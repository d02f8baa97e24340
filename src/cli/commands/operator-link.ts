import { createOperatorLink } from '#features/doors/use-cases/create-operator-link.ts';
import { withApp } from '../app.ts';
import type { Command } from '../command.ts';

export const operatorLink: Command = {
  usage: 'operator-link',
  summary: 'Makes a link to what only the operator of this machine may do.',
  details:
    'Setting up an organisation, the demonstration circles, and the outbox when no mail is sent.\nThe link works once, for a day. It shows nothing of what people wrote.',
  takes: [0, 0],
  async run({ say }) {
    say(await withApp(createOperatorLink));
    return 0;
  },
};
