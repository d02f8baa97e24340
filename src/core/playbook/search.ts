import { type LibraryEntry, secondsFor } from './entry.ts';

/** What somebody looks for; each part narrows, and a part left out asks nothing. */
export interface LibrarySearch {
  words?: string;
  skill?: string;
  people?: number;
  /** The longest that it may take, with `people` when they are given, else with the fewest it is for. */
  minutes?: number;
  difficulty?: 1 | 2 | 3;
}

/**
 * The entries that fit, best first. Each word must begin a word of the title, tags, skill, summary or purpose; where it is
 * found decides the order. Without words the given order stays.
 */
export function searchLibrary<Entry extends LibraryEntry>(
  entries: readonly Entry[],
  search: LibrarySearch,
): Entry[] {
  const asked = wordsOf(search.words ?? '');
  return entries
    .filter((entry) => fits(entry, search))
    .map((entry) => ({ entry, score: scoreOf(entry, asked) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ entry }) => entry);
}

function fits(entry: LibraryEntry, { skill, people, minutes, difficulty }: LibrarySearch): boolean {
  if (skill !== undefined && entry.skill !== skill) return false;
  if (difficulty !== undefined && entry.difficulty !== difficulty) return false;
  const seconds = people === undefined ? entry.totals[0]?.seconds : secondsFor(entry, people);
  return seconds !== undefined && (minutes === undefined || seconds <= minutes * 60);
}

/** 0 when a word is found nowhere. */
function scoreOf(entry: LibraryEntry, asked: string[]): number {
  if (asked.length === 0) return 1;
  const places = [
    { weight: 16, words: wordsOf(entry.title) },
    { weight: 8, words: wordsOf(entry.tags.join(' ')) },
    { weight: 8, words: wordsOf(entry.skill) },
    { weight: 4, words: wordsOf(entry.summary) },
    { weight: 1, words: wordsOf(entry.purpose) },
  ];
  const scores = asked.map((word) =>
    places.reduce((sum, { weight, words }) => sum + weight * nearness(word, words), 0),
  );
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

/** A whole word counts twice as much as the beginning of one, so that what is typed so far finds something already. */
function nearness(asked: string, words: string[]): number {
  if (words.includes(asked)) return 2;
  return words.some((word) => word.startsWith(asked)) ? 1 : 0;
}

/** Lower case, without accents: "Écouter" is found by "ecou". */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
