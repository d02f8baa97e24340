import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLadder, type NamedSkill } from '#core/ladder/check.ts';
import type { Ladder } from '#core/ladder/ladder.ts';
import { parseLadder } from '#core/ladder/parse.ts';
import { describeProblem } from '#core/text/problem.ts';

/** Reads every `*.md` of a folder. Throws one error that names each file and line that is wrong. */
export function readShippedLadders(folder: string, { skills }: { skills: readonly NamedSkill[] }): Ladder[] {
  const ladders: Ladder[] = [];
  const wrong: string[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.md'))) {
    const parsed = parseLadder(readFileSync(join(folder, file), 'utf8'));
    const problems = parsed.ok
      ? checkLadder(parsed.ladder, { skills, places: parsed.places })
      : parsed.problems;
    wrong.push(...problems.map((problem) => `  ladders/${file}, ${describeProblem(problem)}`));
    if (parsed.ok) ladders.push(parsed.ladder);
  }
  if (wrong.length > 0) throw new Error(`The ladders cannot be read:\n${wrong.join('\n')}`);
  return ladders;
}
