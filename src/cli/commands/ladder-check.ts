import { checkLadder } from '#core/ladder/check.ts';
import { exercisesOf } from '#core/ladder/ladder.ts';
import { parseLadder } from '#core/ladder/parse.ts';
import { describeProblem } from '#core/text/problem.ts';
import { listShippedSkills } from '#features/skills/use-cases/find-shipped-skill.ts';
import { type CheckedText, checkFiles } from '../check-files.ts';
import type { Command } from '../command.ts';

export const ladderCheck: Command = {
  usage: 'ladder check FILE...',
  summary: 'Says everything that is wrong in ladders.',
  details: 'docs/ladder-format.md describes the format. The exit code is 1 when there is any problem.',
  takes: [1, Number.POSITIVE_INFINITY],
  run: (given) => checkFiles(given, check),
};

function check(text: string): CheckedText {
  const parsed = parseLadder(text);
  if (!parsed.ok) return { problems: parsed.problems.map(describeProblem), facts: '' };
  const problems = checkLadder(parsed.ladder, { skills: listShippedSkills(), places: parsed.places });
  return {
    problems: problems.map(describeProblem),
    facts: ` (${exercisesOf(parsed.ladder).length} exercises)`,
  };
}
