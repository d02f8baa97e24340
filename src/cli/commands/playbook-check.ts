import { readFile } from 'node:fs/promises';
import { checkPlaybook } from '#core/playbook/check.ts';
import { parsePlaybook } from '#core/playbook/parse.ts';
import { describeProblem } from '#core/playbook/problem.ts';
import type { Command } from '../command.ts';

export const playbookCheck: Command = {
  usage: 'playbook check FILE...',
  summary: 'Says everything that is wrong in playbooks, and how long they take.',
  details: 'docs/playbook-format.md describes the format. The exit code is 1 when there is any problem.',
  takes: [1, Number.POSITIVE_INFINITY],
  async run({ arguments: files, say, complain }) {
    let wrong = 0;
    for (const file of files) {
      const { problems, minutes } = check(await readFile(file, 'utf8'));
      wrong += problems.length;
      for (const problem of problems) complain(`${file}: ${problem}`);
      if (problems.length === 0) say(`${file}: fine${minutes}`);
    }
    return wrong === 0 ? 0 : 1;
  },
};

function check(text: string): { problems: string[]; minutes: string } {
  const parsed = parsePlaybook(text);
  if (!parsed.ok) return { problems: parsed.problems.map(describeProblem), minutes: '' };
  const { problems, totals } = checkPlaybook(parsed.playbook, parsed.places);
  const each = totals.map(({ people, seconds }) => `${Math.round(seconds / 60)} min with ${people}`);
  return { problems: problems.map(describeProblem), minutes: ` (${each.join(', ')})` };
}
