import type { Family } from '#core/skills/skill.ts';
import { m } from '#messages';

/** What kind of skill it is, in words. */
export function familyName(family: Family): string {
  return families[family]();
}

/** A department as it is shown: `night shift` is written `Night shift`. */
export function moduleName(module: string): string {
  return module.slice(0, 1).toUpperCase() + module.slice(1);
}

const families = { soft: m.skills_family_soft, professional: m.skills_family_professional };
