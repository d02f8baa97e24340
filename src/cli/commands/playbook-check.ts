import { checkPlaybook } from '#core/playbook/check.ts';
import { parsePlaybook } from '#core/playbook/parse.ts';
import { describeProblem } from '#core/text/problem.ts';
import { type CheckedText, checkFiles } from '../check-files.ts';
import type { Command } from '../command.ts';

export const playbookCheck: Command = {
  usage: 'playbook check FILE...',
  summary: 'Says everything that is wrong in playbooks, and how long they take.',
  details: 'docs/playbook-format.md describes the format. The exit code is 1 when there is any problem.',
  takes: [1, Number.POSITIVE_INFINITY],
  run: (given) => checkFiles(given, check),
};

function check(text: string): CheckedText {
  const parsed = parsePlaybook(text);
  if (!parsed.ok) return { problems: parsed.problems.map(describeProblem), facts: '' };
  const { problems, totals } = checkPlaybook(parsed.playbook, parsed.places);
  const each = totals.map(({ people, seconds }) => `${Math.round(seconds / 60)} min with ${people}`);
  return { problems: problems.map(describeProblem), facts: ` (${each.join(', ')})` };
}
