import type { SkillEvidence } from '#core/focus/evidence.ts';
import type { SignedIn } from '#features/people/access.ts';
import { readFocusHistory } from '#features/profiles/use-cases/choose-focus.ts';
import { readProfile } from '#features/profiles/use-cases/read-profile.ts';
import { readSeenOfMe } from '#features/sessions/use-cases/read-seen-of-me.ts';
import type { Tx } from '#server/database.ts';
import { listMetrics } from '../store/metric.ts';
import { listQuestions } from '../store/question.ts';
import { listRatings } from '../store/rating.ts';

/** All that somebody can go by when they choose a focus, skill by skill. Everything in it is theirs. */
export async function gatherEvidence(tx: Tx, actor: SignedIn) {
  const profile = await readProfile(tx, actor);
  const ratings = await listRatings(tx, actor);
  const questions = await listQuestions(tx, actor);
  const metrics = await listMetrics(tx, actor);
  const seen = await readSeenOfMe(tx, actor);
  const history = await readFocusHistory(tx, actor);
  const titles = new Map(profile.choices.map(({ value, label }) => [value, label]));
  const wanted = new Set(profile.skills.filter((each) => each.wanted).map(({ skill }) => skill));
  const named = [
    ...wanted,
    ...[ratings, questions, metrics, seen].flatMap((rows) => rows.map(({ skill }) => skill)),
  ];
  if (profile.focusSkill) named.push(profile.focusSkill);
  // Only what can still be read: a circle's playbook may name a skill that nobody has written.
  const candidates = [...new Set(named)].filter((skill) => titles.has(skill));
  const about = (skill: string) => (row: { skill: string }) => row.skill === skill;
  return {
    profile,
    questions,
    metrics,
    seen,
    history,
    ratings,
    evidence: candidates.map(
      (skill): SkillEvidence => ({
        skill,
        title: titles.get(skill) ?? skill,
        wanted: wanted.has(skill),
        said: ratings.filter(about(skill)),
        seen: seen.filter(about(skill)),
        told: questions.filter((row) => row.skill === skill && row.answer !== null).length,
        measured: metrics.filter(about(skill)),
      }),
    ),
  };
}
