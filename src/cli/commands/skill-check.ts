import { checkSkill } from '#core/skills/check.ts';
import { parseSkill } from '#core/skills/parse.ts';
import { describeProblem } from '#core/text/problem.ts';
import { listShippedPlaybooks } from '#features/playbooks/use-cases/find-shipped-playbook.ts';
import { type CheckedText, checkFiles } from '../check-files.ts';
import type { Command } from '../command.ts';

export const skillCheck: Command = {
  usage: 'skill check FILE...',
  summary: 'Says everything that is wrong in skills.',
  details: 'docs/skill-format.md describes the format. The exit code is 1 when there is any problem.',
  takes: [1, Number.POSITIVE_INFINITY],
  run: (given) => checkFiles(given, check),
};

function check(text: string): CheckedText {
  const parsed = parseSkill(text);
  if (!parsed.ok) return { problems: parsed.problems.map(describeProblem), facts: '' };
  const playbooks = listShippedPlaybooks().map(({ slug }) => slug);
  const problems = checkSkill(parsed.skill, { playbooks, places: parsed.places });
  return {
    problems: problems.map(describeProblem),
    facts: ` (${parsed.skill.behaviours.length} behaviours)`,
  };
}
