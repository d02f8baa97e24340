import { bestByWords, type ScoredText } from '../text/word-score.ts';
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
  const fitting = entries.filter((entry) => fits(entry, search));
  return bestByWords(fitting, search.words ?? '', textsOf);
}

function fits(entry: LibraryEntry, { skill, people, minutes, difficulty }: LibrarySearch): boolean {
  if (skill !== undefined && entry.skill !== skill) return false;
  if (difficulty !== undefined && entry.difficulty !== difficulty) return false;
  const seconds = people === undefined ? entry.totals[0]?.seconds : secondsFor(entry, people);
  return seconds !== undefined && (minutes === undefined || seconds <= minutes * 60);
}

function textsOf({ title, tags, skill, summary, purpose }: LibraryEntry): ScoredText[] {
  return [
    { weight: 16, text: title },
    { weight: 8, text: tags.join(' ') },
    { weight: 8, text: skill },
    { weight: 4, text: summary },
    { weight: 1, text: purpose },
  ];
}
