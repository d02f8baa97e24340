import { checkSkill } from '#core/skills/check.ts';
import { parseSkill } from '#core/skills/parse.ts';
import type { Skill } from '#core/skills/skill.ts';
import type { Problem } from '#core/text/problem.ts';
import { libraryPlaybooks } from './find-shipped-skill.ts';

/** What a text amounts to. With problems it can still be shown where it can be read at all. */
export interface CheckedText {
  problems: Problem[];
  skill?: Skill;
}

/** Reads the text of a skill and checks it against the library. */
export function checkText(text: string): CheckedText {
  const parsed = parseSkill(text);
  if (!parsed.ok) return { problems: parsed.problems };
  const { skill, places } = parsed;
  return { problems: checkSkill(skill, { playbooks: libraryPlaybooks(), places }), skill };
}
