import { browseSkills } from '#features/skills/use-cases/browse-skills.ts';
import type { Actor, Tx } from '#server/database.ts';
import { deleteSkill, listSkills, saveSkill } from '../store/profile.ts';
import { leaveFocus } from './choose-focus.ts';

/** A side on which a skill can stand: one's strengths, or one's wishes. */
export type Side = 'offered' | 'wanted';

/**
 * Says all at once which skills stand on one side. The other side, and the levels that somebody gave themselves, stay; a
 * skill that stands on neither is taken off. What nobody can read about is not added, and left alone where it stands.
 */
export async function chooseSkills(
  tx: Tx,
  actor: Actor,
  { side, skills }: { side: Side; skills: readonly string[] },
): Promise<void> {
  const { shipped, own } = await browseSkills(tx, actor);
  const rows = await listSkills(tx, actor);
  const readable = new Set([...shipped, ...own].map(({ slug }) => slug));
  const chosen = new Set(skills.filter((slug) => readable.has(slug)));
  const before = rows.filter((row) => row[side] && readable.has(row.skill)).map(({ skill }) => skill);
  const touched = new Set([...chosen, ...before]);
  for (const skill of touched) {
    const { known, applied, ...stood } = rows.find((row) => row.skill === skill) ?? {
      known: null,
      applied: null,
      offered: false,
      wanted: false,
    };
    const now = { ...stood, [side]: chosen.has(skill) };
    const sides = (['offered', 'wanted'] as const).filter((each) => now[each]);
    if (sides.length > 0) {
      await saveSkill(tx, actor, { skill, sides, known, applied });
      continue;
    }
    await deleteSkill(tx, actor, skill);
    await leaveFocus(tx, actor, skill);
  }
}
