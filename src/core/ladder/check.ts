import type { Skill } from '../skills/skill.ts';
import { nearest } from '../text/nearest.ts';
import { collectProblems, type Problem } from '../text/problem.ts';
import type { Ladder } from './ladder.ts';
import type { Places } from './parse.ts';

export interface NamedSkill {
  slug: string;
  skill: Skill;
}

/** With fewer there is nothing to come back to while the last one rests. */
export const leastExercises = 6;

/**
 * Whether a well-formed ladder can be climbed: enough exercises, each for a behaviour that its skill has. `skills`: those that
 * it may be for; `places` as `parseLadder` gives them.
 */
export function checkLadder(
  ladder: Ladder,
  { skills, places }: { skills: readonly NamedSkill[]; places: Places },
): Problem[] {
  const problems = collectProblems();
  const skill = skills.find(({ slug }) => slug === ladder.skill)?.skill;
  if (!skill) {
    const allowed = skills.map(({ slug }) => slug);
    const line = places.skill;
    problems.add({ line, message: 'There is no skill of this name.', found: ladder.skill, allowed });
    return problems.sorted();
  }
  const count = ladder.rungs.flat().length;
  if (count < leastExercises) {
    const message = 'A ladder needs more exercises, so that one can rest while others are tried.';
    problems.add({ line: 1, message, found: String(count), allowed: [`at least ${leastExercises}`] });
  }
  const behaviours = skill.behaviours.map(({ text }) => text);
  for (const [rung, exercises] of ladder.rungs.entries()) {
    for (const [index, { behaviour: found }] of exercises.entries()) {
      if (behaviours.includes(found)) continue;
      const line = places.rungs[rung]?.[index]?.behaviour ?? 1;
      const suggestion = nearest(found, behaviours);
      const message = 'The skill has no behaviour in these words.';
      problems.add({ line, message, found, allowed: behaviours, ...(suggestion ? { suggestion } : {}) });
    }
  }
  return problems.sorted();
}
