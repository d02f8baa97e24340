import type { Command } from '../command.ts';

export const serve: Command = {
  usage: 'serve',
  summary: 'Runs Rondo until Ctrl-C or SIGTERM.',
  details:
    'Like npm start, without installing or building first. docs/operations.md lists what the environment decides.',
  takes: [0, 0],
  async run() {
    await import('#server/main.ts');
    return 0;
  },
};
