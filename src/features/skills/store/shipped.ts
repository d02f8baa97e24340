import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSkill } from '#core/skills/check.ts';
import { type SkillEntry, skillEntryOf } from '#core/skills/entry.ts';
import { parseSkill } from '#core/skills/parse.ts';
import type { Skill } from '#core/skills/skill.ts';
import { alphabetically } from '#core/text/alphabetically.ts';
import { describeProblem } from '#core/text/problem.ts';
import { getLocale } from '#messages/runtime.js';

/** A skill that comes with the program. */
export interface ShippedSkill {
  slug: string;
  /** The file as it stands in the folder. */
  text: string;
  skill: Skill;
  entry: SkillEntry;
}

/** Reads every `*.md` of a folder, by title. Throws one error that names each file and line that is wrong. */
export function readShippedSkills(
  folder: string,
  { playbooks }: { playbooks: readonly string[] },
): ShippedSkill[] {
  const shipped: ShippedSkill[] = [];
  const wrong: string[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.md'))) {
    const slug = file.slice(0, -'.md'.length);
    const text = readFileSync(join(folder, file), 'utf8');
    const parsed = parseSkill(text);
    const problems = parsed.ok
      ? checkSkill(parsed.skill, { playbooks, places: parsed.places })
      : parsed.problems;
    wrong.push(...problems.map((problem) => `  skills/${file}, ${describeProblem(problem)}`));
    if (parsed.ok) shipped.push({ slug, text, skill: parsed.skill, entry: skillEntryOf(slug, parsed.skill) });
  }
  if (wrong.length > 0) throw new Error(`The skills cannot be read:\n${wrong.join('\n')}`);
  return shipped.sort(alphabetically(getLocale(), ({ skill }) => skill.title));
}
