import { usualWeek } from '#core/people/week.ts';
import { momentsOf } from '#core/skills/search.ts';
import { alphabetically } from '#core/text/alphabetically.ts';
import type { SignedIn } from '#features/people/access.ts';
import { browseSkills } from '#features/skills/use-cases/browse-skills.ts';
import { skillTitle } from '#features/skills/use-cases/find-shipped-skill.ts';
import { getLocale } from '#messages/runtime.js';
import type { Tx } from '#server/database.ts';
import { findProfile, listSkills, type SkillRow } from '../store/profile.ts';

export type NamedSkill = SkillRow & { title: string };

/** Everything that one's own profile page shows. */
export async function readProfile(tx: Tx, actor: SignedIn) {
  const profile = await findProfile(tx, actor);
  const rows = await listSkills(tx, actor);
  const { shipped, own } = await browseSkills(tx, actor);
  const all = [...own, ...shipped];
  const titles = new Map(all.map(({ slug, title }) => [slug, title]));
  return {
    department: profile?.department ?? '',
    roleLevel: profile?.roleLevel ?? null,
    moments: profile?.moments ?? [],
    focusSkill: profile?.focusSkill ?? null,
    focusTitle: profile?.focusSkill
      ? (titles.get(profile.focusSkill) ?? skillTitle(profile.focusSkill))
      : null,
    week: profile?.week ?? usualWeek,
    weekTold: profile?.week != null,
    skills: rows
      .map((row): NamedSkill => ({ ...row, title: titles.get(row.skill) ?? skillTitle(row.skill) }))
      .sort(alphabetically(getLocale(), ({ title }) => title)),
    choices: all
      .map(({ slug, title }) => ({ value: slug, label: title }))
      .sort(alphabetically(getLocale(), ({ label }) => label)),
    knownMoments: momentsOf(all),
  };
}
