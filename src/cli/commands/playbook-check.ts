import { checkPlaybook } from '#core/playbook/check.ts';
import { parsePlaybook } from '#core/playbook/parse.ts';
import { describeProblem } from '#core/playbook/problem.ts';
import type { Command } from '../command.ts';
import { readTextFile } from '../read-text-file.ts';

export const playbookCheck: Command = {
  usage: 'playbook check FILE...',
  summary: 'Says everything that is wrong in playbooks, and how long they take.',
  details: 'docs/playbook-format.md describes the format. The exit code is 1 when there is any problem.',
  takes: [1, Number.POSITIVE_INFINITY],
  async run({ arguments: files, say, complain }) {
    let wrong = 0;
    for (const file of files) {
      const { problems, minutes } = await checkFile(file);
      wrong += problems.length;
      for (const problem of problems) complain(problem.startsWith(file) ? problem : `${file}: ${problem}`);
      if (problems.length === 0) say(`${file}: fine${minutes}`);
    }
    return wrong === 0 ? 0 : 1;
  },
};

/** A file that cannot be read is one problem, and the others are checked all the same. */
async function checkFile(file: string): Promise<ReturnType<typeof check>> {
  try {
    return check(await readTextFile(file));
  } catch (problem) {
    return { problems: [(problem as Error).message], minutes: '' };
  }
}

function check(text: string): { problems: string[]; minutes: string } {
  const parsed = parsePlaybook(text);
  if (!parsed.ok) return { problems: parsed.problems.map(describeProblem), minutes: '' };
  const { problems, totals } = checkPlaybook(parsed.playbook, parsed.places);
  const each = totals.map(({ people, seconds }) => `${Math.round(seconds / 60)} min with ${people}`);
  return { problems: problems.map(describeProblem), minutes: ` (${each.join(', ')})` };
}
