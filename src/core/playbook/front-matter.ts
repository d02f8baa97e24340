import { type Field, readFrontMatterText } from './front-matter-text.ts';
import type { Line } from './line.ts';
import type { Playbook } from './playbook.ts';
import type { ProblemList } from './problem.ts';
import { isRole } from './role.ts';
import { type Placed, readSentence, tidySentence } from './sentence.ts';

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
  const fields = readFrontMatterText(lines, problems);
  const places: Partial<Record<FrontMatterKey, number>> = {};
  for (const [key, field] of fields) {
    const known = frontMatterKeys.find((name) => name === key);
    if (known) places[known] = field.line;
    else {
      const message = 'This key is not known.';
      problems.add({ line: field.line, message, found: key, allowed: [...frontMatterKeys] });
    }
  }
  const reading: Reading = { fields, line, problems };
  return { places, values: readValues(reading) };
}

interface Reading {
  fields: Map<string, Field>;
  line: number;
  problems: ProblemList;
}

function readValues(reading: Reading): FrontMatter {
  const { problems } = reading;
  const parent = reading.fields.has('parent') ? readParent(reading) : undefined;
  return {
    title: readSentence(textOf(reading, 'title'), { name: 'The title', longest: 120 }, problems),
    summary: readSentence(textOf(reading, 'summary'), { name: 'The summary', longest: 300 }, problems),
    skill: matching(reading, 'skill', slug, ['a word such as listening or code-review']),
    tags: readTags(reading),
    people: readPeople(reading),
    difficulty: Number(matching(reading, 'difficulty', /^[123]$/, ['1', '2', '3'])) as Playbook['difficulty'],
    roles: readRoles(reading),
    author: readSentence(textOf(reading, 'author'), { name: 'The author', longest: 120 }, problems),
    version: matching(reading, 'version', version, ['three numbers such as 1.0.0']),
    ...(parent ? { parent } : {}),
    outcomes: readOutcomes(reading),
  };
}

/** Lower-case words joined by hyphens, as in file names. */
export const slug = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** Semantic versions without labels; long numbers are slips of the pen. */
export const version = /^(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})$/;
const tag = /^[\p{Ll}\p{N}]+(?:[ -][\p{Ll}\p{N}]+)*$/u;

function textOf({ fields, line, problems }: Reading, key: FrontMatterKey): Placed {
  const field = fields.get(key);
  if (!field) problems.add({ line, message: `"${key}:" is missing.` });
  else if (typeof field.value !== 'string')
    problems.add({ line: field.line, message: `"${key}" is one text, not a list.` });
  // A stand-in keeps the later checks from reporting the same gap twice.
  if (!field || typeof field.value !== 'string') return { line, text: standIn };
  return { line: field.line, text: field.value };
}

const standIn = 'missing';

function matching(reading: Reading, key: FrontMatterKey, pattern: RegExp, allowed: string[]): string {
  const { line, text } = textOf(reading, key);
  const value = tidySentence(text);
  if (value === standIn || pattern.test(value)) return value;
  reading.problems.add({ line, message: `"${key}" cannot be read.`, found: value, allowed });
  return value;
}

function readPeople(reading: Reading): Playbook['people'] {
  const { line, text } = textOf(reading, 'people');
  const value = tidySentence(text);
  const match = /^([2-5])(?:\s?[-–]\s?([2-5]))?$/.exec(value);
  const people = { min: Number(match?.[1] ?? 2), max: Number(match?.[2] ?? match?.[1] ?? 5) };
  if (value !== standIn && (!match || people.min > people.max)) {
    const allowed = ['2-5', 'or another range from 2 to 5'];
    reading.problems.add({ line, message: '"people" cannot be read.', found: value, allowed });
  }
  return people;
}

function readParent(reading: Reading): Playbook['parent'] {
  const value = matching(reading, 'parent', /^[^@]+@[^@]+$/, ['live-drill@1.0.0']);
  const [parentSlug = '', parentVersion = ''] = value.split('@');
  if (slug.test(parentSlug) && version.test(parentVersion))
    return { slug: parentSlug, version: parentVersion };
  if (value.includes('@')) matching(reading, 'parent', /^$/, ['live-drill@1.0.0']);
  return undefined;
}

function listOf({ fields, line, problems }: Reading, key: FrontMatterKey): { line: number; items: Placed[] } {
  const field = fields.get(key);
  if (!field) problems.add({ line, message: `"${key}:" is missing.` });
  else if (typeof field.value === 'string') {
    problems.add({
      line: field.line,
      message: `"${key}" is a list: ${key}: [one, two].`,
      found: field.value,
    });
  } else return { line: field.line, items: field.value };
  return { line, items: [] };
}

function readTags(reading: Reading): string[] {
  return readWords(reading, 'tags', (text) => tag.test(text), 'A tag is one or two lower-case words.');
}

function readRoles(reading: Reading): string[] {
  const { problems } = reading;
  const fits = (text: string) => isRole(text) && text !== 'everyone';
  const roles = readWords(
    reading,
    'roles',
    fits,
    'A role is one or two lower-case words; "everyone" is not listed.',
  );
  const field = reading.fields.get('roles');
  if (field && Array.isArray(field.value) && roles.length === 0) {
    problems.add({ line: field.line, message: '"roles" needs at least one role.' });
  }
  return roles;
}

function readWords(
  reading: Reading,
  key: 'tags' | 'roles',
  fits: (text: string) => boolean,
  rule: string,
): string[] {
  const words: string[] = [];
  for (const { line, text } of listOf(reading, key).items) {
    const word = tidySentence(text);
    const lower = word.toLowerCase();
    const suggestion = word !== lower && fits(lower) ? { suggestion: lower } : {};
    if (!fits(word)) reading.problems.add({ line, message: rule, found: word, ...suggestion });
    else if (words.includes(word))
      reading.problems.add({ line, message: 'This is in the list twice.', found: word });
    words.push(word);
  }
  return words;
}

function readOutcomes(reading: Reading): string[] {
  const { problems } = reading;
  const { line, items } = listOf(reading, 'outcomes');
  const field = reading.fields.get('outcomes');
  if (field && Array.isArray(field.value) && items.length === 0) {
    problems.add({ line, message: '"outcomes" needs at least one outcome.' });
  }
  return items.map((item) => readSentence(item, { name: 'An outcome' }, problems));
}
