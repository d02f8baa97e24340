import type { Problem } from '#core/text/problem.ts';
import { checkText } from './check-text.ts';
import { readSkill, type SkillReading } from './read-skill.ts';

/** What the editor shows of a text: what is to be mended, and how it will read where it can be read at all. */
export function showChecked(text: string): { problems: Problem[]; reading?: SkillReading } {
  const { problems, skill } = checkText(text);
  return { problems, ...(skill ? { reading: readSkill(skill) } : {}) };
}
