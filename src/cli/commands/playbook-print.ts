import { parsePlaybook } from '#core/playbook/parse.ts';
import { printPlaybook } from '#core/playbook/print.ts';
import { describeProblem } from '#core/text/problem.ts';
import type { Command } from '../command.ts';
import { readTextFile } from '../read-text-file.ts';

export const playbookPrint: Command = {
  usage: 'playbook print FILE',
  summary: 'Prints a playbook as Rondo itself would write it.',
  takes: [1, 1],
  async run({ arguments: [file = ''], say, complain }) {
    const parsed = parsePlaybook(await readTextFile(file));
    if (!parsed.ok) {
      for (const problem of parsed.problems) complain(`${file}: ${describeProblem(problem)}`);
      return 1;
    }
    say(printPlaybook(parsed.playbook).trimEnd());
    return 0;
  },
};
