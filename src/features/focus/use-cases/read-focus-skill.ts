import type { SignedIn } from '#features/people/access.ts';
import { openSkill } from '#features/skills/use-cases/open-skill.ts';
import type { Tx } from '#server/database.ts';
import { gatherEvidence } from './gather-evidence.ts';

/** One skill with the four things to go by; undefined where nobody can read such a skill. */
export async function readFocusSkill(tx: Tx, actor: SignedIn, slug: string) {
  const found = await openSkill(tx, actor, { slug });
  if (!found) return undefined;
  const { skill } = found;
  const { profile, ratings, seen, questions, metrics } = await gatherEvidence(tx, actor);
  const ofThis = (row: { skill: string }) => row.skill === slug;
  const rated = ratings.filter(ofThis);
  return {
    slug,
    title: skill.title,
    summary: skill.summary,
    isFocus: profile.focusSkill === slug,
    behaviours: skill.behaviours.map(({ text, anchors }) => {
      const said = rated.find(({ behaviour }) => behaviour === text);
      return { text, anchors, known: said?.known ?? null, applied: said?.applied ?? null };
    }),
    outcomes: skill.outcomes.map(({ name }) => name),
    seen: seen.filter(ofThis),
    questions: questions.filter(ofThis),
    metrics: metrics.filter(ofThis),
  };
}
