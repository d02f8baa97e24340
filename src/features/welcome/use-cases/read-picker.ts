import type { Family } from '#core/skills/skill.ts';
import type { SignedIn } from '#features/people/access.ts';
import type { Side } from '#features/profiles/use-cases/choose-skills.ts';
import { readProfile } from '#features/profiles/use-cases/read-profile.ts';
import { browseSkills } from '#features/skills/use-cases/browse-skills.ts';
import { m } from '#messages';
import type { Tx } from '#server/database.ts';

/** All skills that somebody can choose from, the organisation's own first, and which they chose. */
export async function readPicker(tx: Tx, actor: SignedIn, side: Side) {
  const { shipped, own } = await browseSkills(tx, actor);
  const { skills } = await readProfile(tx, actor);
  const families: Record<Family, string> = {
    soft: m.skills_family_soft(),
    professional: m.skills_family_professional(),
  };
  const entries = [
    ...own.map((entry) => ({ ...entry, group: m.skills_own_title() })),
    ...shipped.map((entry) => ({ ...entry, group: families[entry.family] })),
  ];
  return {
    skills: entries.map(({ slug, title, summary, group }) => ({ slug, title, summary, group })),
    chosen: skills.filter((skill) => skill[side]).map(({ skill }) => skill),
  };
}
