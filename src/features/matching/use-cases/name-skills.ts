import type { MatchedCircle } from '#core/matching/circles/matching-result.ts';
import { browseSkills } from '#features/skills/use-cases/browse-skills.ts';
import { skillTitle } from '#features/skills/use-cases/find-shipped-skill.ts';
import type { Actor, Tx } from '#server/database.ts';

/** Titles of the skills that the facts of these circles name, by slug; the organisation's own are among them. */
export async function titlesOf(
  tx: Tx,
  actor: Pick<Actor, 'organisationId'>,
  circles: readonly Pick<MatchedCircle, 'facts'>[],
): Promise<Record<string, string>> {
  const slugs = circles.flatMap(({ facts }) =>
    facts.flatMap((fact) => (fact.kind === 'helps' ? fact.skill : [])),
  );
  const { own } = slugs.length > 0 ? await browseSkills(tx, actor) : { own: [] };
  const titles = new Map(own.map(({ slug, title }) => [slug, title]));
  return Object.fromEntries(slugs.map((slug) => [slug, titles.get(slug) ?? skillTitle(slug)]));
}
