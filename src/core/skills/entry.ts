import type { Skill } from './skill.ts';

/** What a list shows of a skill, and what a search looks at. Plain JSON of about a kilobyte. */
export interface SkillEntry extends Pick<Skill, 'title' | 'summary' | 'family' | 'modules'> {
  slug: string;
  /** Names of the moments in which it shows. */
  moments: string[];
  /** The behaviours' words. */
  behaviours: string[];
}

export function skillEntryOf(slug: string, skill: Skill): SkillEntry {
  const { title, summary, family, modules, moments, behaviours } = skill;
  return {
    slug,
    title,
    summary,
    family,
    modules,
    moments: moments.map((moment) => moment.name),
    behaviours: behaviours.map((behaviour) => behaviour.text),
  };
}
