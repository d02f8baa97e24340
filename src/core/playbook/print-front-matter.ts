import { quoteIfNeeded } from '../text/quote.ts';
import type { FrontMatter } from './front-matter.ts';

/** Prints the lines between the two `---`, in the order of `frontMatterKeys`. */
export function printFrontMatter(values: FrontMatter): string {
  const { title, summary, skill, tags, people, difficulty, roles, author, version, parent, outcomes } =
    values;
  const lines = [
    `title: ${quoteIfNeeded(title)}`,
    `summary: ${quoteIfNeeded(summary)}`,
    `skill: ${skill}`,
    `tags: [${tags.join(', ')}]`,
    `people: ${people.min === people.max ? people.min : `${people.min}-${people.max}`}`,
    `difficulty: ${difficulty}`,
    `roles: [${roles.join(', ')}]`,
    `author: ${quoteIfNeeded(author)}`,
    `version: ${version}`,
    ...(parent ? [`parent: ${parent.slug}@${parent.version}`] : []),
    'outcomes:',
    ...outcomes.map((outcome) => `  - ${quoteIfNeeded(outcome)}`),
  ];
  return lines.join('\n');
}
