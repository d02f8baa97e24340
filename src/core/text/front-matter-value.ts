import type { Field } from './front-matter-text.ts';
import type { ProblemList } from './problem.ts';
import { type Placed, readSentence, tidySentence } from './sentence.ts';

/** The keys that were there, the line on which to report the others, and where to report. */
export interface Reading {
  fields: Map<string, Field>;
  line: number;
  problems: ProblemList;
}

/** Reads a key whose value is words. Empty once a mistake is reported. */
export function readText(reading: Reading, { key, longest }: { key: string; longest: number }): string {
  const placed = textOf(reading, key);
  return placed ? readSentence(placed, { name: `"${key}"`, longest }, reading.problems) : '';
}

/** Reads a key whose value must look a certain way. */
export function matching(
  reading: Reading,
  { key, pattern, allowed }: { key: string; pattern: RegExp; allowed: string[] },
): string {
  const placed = textOf(reading, key);
  if (!placed) return '';
  const found = tidySentence(placed.text);
  if (!pattern.test(found)) {
    reading.problems.add({ line: placed.line, message: `"${key}" cannot be read.`, found, allowed });
  }
  return found;
}

/** Reads a key that is a list of different words; `rule` is the sentence for a word that does not fit. */
export function readWords(
  reading: Reading,
  { key, fits, rule }: { key: string; fits: (word: string) => boolean; rule: string },
): string[] {
  const words: string[] = [];
  for (const { line, text } of listOf(reading, key)?.items ?? []) {
    const found = tidySentence(text);
    const lower = found.toLowerCase();
    const suggestion = fits(lower) ? { suggestion: lower } : {};
    if (!fits(found)) reading.problems.add({ line, message: rule, found, ...suggestion });
    else if (words.includes(found))
      reading.problems.add({ line, message: 'This is in the list twice.', found });
    words.push(found);
  }
  return words;
}

/** Reads a key that is a list of sentences, at least one. */
export function readItems(reading: Reading, { key, name }: { key: string; name: string }): string[] {
  const list = listOf(reading, key);
  if (list?.items.length === 0) {
    reading.problems.add({
      line: list.line,
      message: `"${key}" needs at least one line that begins with "- ".`,
    });
  }
  return (list?.items ?? []).map((item) => readSentence(item, { name }, reading.problems));
}

/** Reads a key that holds three numbers, such as `1.0.0`. */
export function readVersion(reading: Reading): string {
  return matching(reading, { key: 'version', pattern: version, allowed: ['three numbers such as 1.0.0'] });
}

/** Reads a key that is a list of one or two lower-case words each. */
export function readTags(reading: Reading, key: string): string[] {
  return readWords(reading, {
    key,
    fits: (word) => tag.test(word),
    rule: 'A tag is one or two lower-case words.',
  });
}

/** What can stand in an address: small letters, digits and single hyphens. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const version = /^(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2}$/;
const tag = /^[\p{Ll}\p{N}]+(?:[ -][\p{Ll}\p{N}]+)*$/u;

/** Undefined once it is reported that there is no such text, so that nothing is reported twice. */
function textOf(reading: Reading, key: string): Placed | undefined {
  const { line, value } = present(reading, key);
  if (typeof value === 'string') return { line, text: value };
  if (value) reading.problems.add({ line, message: `"${key}" is one text, not a list.` });
  return undefined;
}

function listOf(reading: Reading, key: string): { line: number; items: Placed[] } | undefined {
  const { line, value } = present(reading, key);
  if (typeof value !== 'string') return value && { line, items: value };
  reading.problems.add({ line, message: `"${key}" is a list: ${key}: [one, two].`, found: value });
  return undefined;
}

function present({ fields, line, problems }: Reading, key: string): Partial<Field> & { line: number } {
  const field = fields.get(key);
  if (!field) problems.add({ line, message: `"${key}:" is missing.` });
  return field ?? { line };
}
