import { totalSeconds } from './duration.ts';
import type { Playbook } from './playbook.ts';

/** What a list shows of a playbook, and what a search looks at. Plain JSON of about a kilobyte. */
export interface LibraryEntry {
  slug: string;
  title: string;
  summary: string;
  skill: string;
  tags: string[];
  difficulty: 1 | 2 | 3;
  /** Markdown; searched, not shown. */
  purpose: string;
  /** For each number of people that it is for; whole seconds. */
  totals: { people: number; seconds: number }[];
}

export function entryOf(slug: string, playbook: Playbook): LibraryEntry {
  const { title, summary, skill, tags, difficulty, purpose, people } = playbook;
  const counts = Array.from({ length: people.max - people.min + 1 }, (_, index) => people.min + index);
  const totals = counts.map((count) => ({ people: count, seconds: totalSeconds(playbook, count) }));
  return { slug, title, summary, skill, tags, difficulty, purpose, totals };
}

/** Seconds with this many people; undefined when it is not for so many. */
export function secondsFor(entry: LibraryEntry, people: number): number | undefined {
  return entry.totals.find((total) => total.people === people)?.seconds;
}
