import { saysAllWords } from '../text/says-all.ts';

/** What a journal entry can say, in the order in which it is asked: what happened, then what to make of it. */
export const entryFields = ['context', 'action', 'result', 'feelings', 'changed', 'matters', 'keep'] as const;
export type EntryField = (typeof entryFields)[number];

/** The after-action part: what changed, why it matters, how to keep it. */
export const afterwardsFields = ['changed', 'matters', 'keep'] as const satisfies EntryField[];

/** Each field may be empty; one at least is not. */
export type EntryText = Record<EntryField, string>;

/** Characters of one field. */
export const longestField = 6000;

export function isEmptyEntry(text: EntryText): boolean {
  return entryFields.every((field) => text[field].trim() === '');
}

/** The first words of an entry, for a list: its first field with text, cut at a word. */
export function openingOf(text: EntryText, longest = 140): string {
  const first = entryFields.map((field) => text[field].trim()).find((said) => said !== '') ?? '';
  const line = first.replace(/\s+/g, ' ');
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2)).trimEnd()}…`;
}

/** Whether the entry says each word that is looked for. */
export function saysAll(text: EntryText, words: string): boolean {
  return saysAllWords(entryFields.map((field) => text[field]).join(' '), words);
}
