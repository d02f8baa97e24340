import { knownFields, readFrontMatterText } from '../text/front-matter-text.ts';
import {
  matching,
  type Reading,
  readTags,
  readText,
  readVersion,
  readWords,
  slugPattern,
} from '../text/front-matter-value.ts';
import type { Line } from '../text/line.ts';
import type { ProblemList } from '../text/problem.ts';
import { quoteIfNeeded } from '../text/quote.ts';
import { type Family, families, type Skill } from './skill.ts';

/** The keys in the order in which they are printed. */
export const frontMatterKeys = [
  'title',
  'summary',
  'family',
  'modules',
  'playbooks',
  'author',
  'version',
] as const;

export type FrontMatterKey = (typeof frontMatterKeys)[number];
type FrontMatter = Pick<Skill, FrontMatterKey>;

/** Reads what stands between the two `---`; `places` gives the line of each key that was there. */
export function readFrontMatter(
  lines: Line[],
  problems: ProblemList,
): { values: FrontMatter; places: Partial<Record<FrontMatterKey, number>>; playbooks: number[] } {
  const fields = knownFields(readFrontMatterText(lines, problems), frontMatterKeys, problems);
  const listed = fields.get('playbooks')?.value ?? [];
  return {
    values: readValues({ fields, line: 1, problems }),
    places: Object.fromEntries([...fields].map(([key, field]) => [key, field.line])),
    playbooks: typeof listed === 'string' ? [] : listed.map((item) => item.line),
  };
}

function readValues(reading: Reading): FrontMatter {
  return {
    title: readText(reading, { key: 'title', longest: 120 }),
    summary: readText(reading, { key: 'summary', longest: 300 }),
    family: readFamily(reading),
    modules: readTags(reading, 'modules'),
    playbooks: readWords(reading, {
      key: 'playbooks',
      fits: (word) => slugPattern.test(word),
      rule: 'A playbook is named as in its address, such as active-listening-sprint.',
    }),
    author: readText(reading, { key: 'author', longest: 120 }),
    version: readVersion(reading),
  };
}

function readFamily(reading: Reading): Family {
  const pattern = new RegExp(`^(?:${families.join('|')})$`);
  return matching(reading, { key: 'family', pattern, allowed: [...families] }) as Family;
}

/** Prints the lines between the two `---`, in the order of `frontMatterKeys`. */
export function printFrontMatter(values: FrontMatter): string {
  const { title, summary, family, modules, playbooks, author, version } = values;
  return [
    `title: ${quoteIfNeeded(title)}`,
    `summary: ${quoteIfNeeded(summary)}`,
    `family: ${family}`,
    `modules: [${modules.join(', ')}]`,
    `playbooks: [${playbooks.join(', ')}]`,
    `author: ${quoteIfNeeded(author)}`,
    `version: ${version}`,
  ].join('\n');
}
