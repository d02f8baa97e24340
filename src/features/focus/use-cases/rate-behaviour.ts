import type { Skill } from '#core/skills/skill.ts';
import type { Actor, Tx } from '#server/database.ts';
import { saveRating } from '../store/rating.ts';

/** Says how far one sees oneself at a behaviour of this skill; false where the skill has no such behaviour. */
export async function rateBehaviour(
  tx: Tx,
  actor: Actor,
  rated: { slug: string; skill: Skill; behaviour: string; known: number | null; applied: number | null },
): Promise<boolean> {
  const { slug, skill, behaviour, known, applied } = rated;
  if (!skill.behaviours.some(({ text }) => text === behaviour)) return false;
  await saveRating(tx, actor, { skill: slug, behaviour, known, applied });
  return true;
}
