import { type SkillEntry, skillEntryOf } from '#core/skills/entry.ts';
import { parseSkill } from '#core/skills/parse.ts';
import type { Actor, Tx } from '#server/database.ts';
import { listOwnSkills } from '../store/own.ts';
import { listShippedSkills } from './find-shipped-skill.ts';

export interface BrowsedSkills {
  shipped: SkillEntry[];
  /** What the organisation wrote. */
  own: SkillEntry[];
}

/** All skills that somebody can read. */
export async function browseSkills(tx: Tx, actor: Pick<Actor, 'organisationId'>): Promise<BrowsedSkills> {
  const rows = await listOwnSkills(tx, actor);
  return {
    shipped: listShippedSkills().map(({ entry }) => entry),
    // A text that an older form of the format allowed may no longer parse; then it is left out rather than in the way.
    own: rows.flatMap(({ slug, text }) => {
      const parsed = parseSkill(text);
      return parsed.ok ? [skillEntryOf(slug, parsed.skill)] : [];
    }),
  };
}
