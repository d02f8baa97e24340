import type { MatchedCircle } from '#core/matching/circles/matching-result.ts';
import { skillTitle } from '#features/skills/use-cases/find-shipped-skill.ts';

/** Titles of the skills that the facts of these circles name, by slug. */
export function titlesOf(circles: readonly Pick<MatchedCircle, 'facts'>[]): Record<string, string> {
  const slugs = circles.flatMap(({ facts }) =>
    facts.flatMap((fact) => (fact.kind === 'helps' ? fact.skill : [])),
  );
  return Object.fromEntries(slugs.map((slug) => [slug, skillTitle(slug)]));
}
