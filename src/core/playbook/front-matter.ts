import { knownFields, readFrontMatterText } from '../text/front-matter-text.ts';
import {
  matching,
  type Reading,
  readItems,
  readTags,
  readText,
  readVersion,
  readWords,
  slugPattern,
} from '../text/front-matter-value.ts';
import type { Line } from '../text/line.ts';
import type { ProblemList } from '../text/problem.ts';
import type { Playbook } from './playbook.ts';
import { isRole } from './role.ts';

/** The keys in the order in which they are printed. */
export const frontMatterKeys = [
  'title',
  'summary',
  'skill',
  'tags',
  'people',
  'difficulty',
  'roles',
  'author',
  'version',
  'parent',
  'outcomes',
] as const;

export type FrontMatterKey = (typeof frontMatterKeys)[number];
export type FrontMatter = Pick<Playbook, FrontMatterKey>;

/** Reads what stands between the two `---`; `places` gives the line of each key that was there. */
export function readFrontMatter(
  { lines, line }: { lines: Line[]; line: number },
  problems: ProblemList,
): { values: FrontMatter; places: Partial<Record<FrontMatterKey, number>> } {
  const fields = knownFields(readFrontMatterText(lines, problems), frontMatterKeys, problems);
  const reading: Reading = { fields, line, problems };
  const places = Object.fromEntries([...fields].map(([key, field]) => [key, field.line]));
  return { places, values: readValues(reading) };
}

function readValues(reading: Reading): FrontMatter {
  const parent = reading.fields.has('parent') ? readParent(reading) : undefined;
  return {
    title: readText(reading, { key: 'title', longest: 120 }),
    summary: readText(reading, { key: 'summary', longest: 300 }),
    skill: matching(reading, {
      key: 'skill',
      pattern: slugPattern,
      allowed: ['a word such as listening or code-review'],
    }),
    tags: readTags(reading, 'tags'),
    people: readPeople(reading),
    difficulty: readDifficulty(reading),
    roles: readRoles(reading),
    author: readText(reading, { key: 'author', longest: 120 }),
    version: readVersion(reading),
    ...(parent ? { parent } : {}),
    outcomes: readItems(reading, { key: 'outcomes', name: 'An outcome' }),
  };
}

const slugAndVersion = /^[a-z0-9]+(?:-[a-z0-9]+)*@(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2}$/;
/** The first number is not the larger. */
const peopleRange = /^(?:2-[2-5]|3-[3-5]|4-[45]|5-5|[2-5])$/;

function readPeople(reading: Reading): Playbook['people'] {
  const allowed = ['2-5', 'or another range from 2 to 5'];
  const [min, max = min] = matching(reading, { key: 'people', pattern: peopleRange, allowed }).split('-');
  return { min: Number(min), max: Number(max) };
}

function readDifficulty(reading: Reading): Playbook['difficulty'] {
  const difficulty = matching(reading, { key: 'difficulty', pattern: /^[123]$/, allowed: ['1', '2', '3'] });
  return Number(difficulty) as Playbook['difficulty'];
}

function readParent(reading: Reading): Playbook['parent'] {
  const parent = matching(reading, { key: 'parent', pattern: slugAndVersion, allowed: ['live-drill@1.0.0'] });
  const [parentSlug = '', parentVersion = ''] = parent.split('@');
  return { slug: parentSlug, version: parentVersion };
}

function readRoles(reading: Reading): string[] {
  const roles = readWords(reading, {
    key: 'roles',
    fits: (word) => isRole(word) && word !== 'everyone',
    rule: 'A role is one or two lower-case words; "everyone" is not listed.',
  });
  const field = reading.fields.get('roles');
  if (roles.length === 0 && Array.isArray(field?.value)) {
    reading.problems.add({ line: field.line, message: '"roles" needs at least one role.' });
  }
  return roles;
}
