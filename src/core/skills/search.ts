import { bestByWords, type ScoredText } from '../text/word-score.ts';
import type { SkillEntry } from './entry.ts';
import { type Family, families } from './skill.ts';

/** What somebody looks for; each part narrows, and a part left out asks nothing. */
export interface SkillSearch {
  words?: string;
  family?: Family;
  /** The name of a moment, in whatever case. */
  moment?: string;
  /** A department. */
  module?: string;
}

/** The entries that fit, best first. Each word must begin a word of the title, summary, moments or behaviours. */
export function searchSkills<Entry extends SkillEntry>(
  entries: readonly Entry[],
  search: SkillSearch,
): Entry[] {
  const fitting = entries.filter((entry) => fits(entry, search));
  return bestByWords(fitting, search.words ?? '', textsOf);
}

/** What an address or a form asks. What does not fit is left out rather than refused: addresses get copied by halves. */
export function readSkillSearch(address: { get(name: string): string | null }): SkillSearch {
  const text = (name: string) => (address.get(name) ?? '').trim().slice(0, 200);
  const family = families.find((each) => each === text('family'));
  const words = text('words');
  const moment = text('moment');
  const module = text('module');
  return {
    ...(words === '' ? {} : { words }),
    ...(family === undefined ? {} : { family }),
    ...(moment === '' ? {} : { moment }),
    ...(module === '' ? {} : { module }),
  };
}

/** The moments of these entries, the most frequent first, each written as it is written first. */
export function momentsOf(entries: readonly SkillEntry[]): string[] {
  const counted = new Map<string, { name: string; count: number }>();
  for (const name of entries.flatMap((entry) => entry.moments)) {
    const known = counted.get(name.toLowerCase());
    if (known) known.count += 1;
    else counted.set(name.toLowerCase(), { name, count: 1 });
  }
  return [...counted.values()]
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
    .map(({ name }) => name);
}

function fits(entry: SkillEntry, { family, moment, module }: SkillSearch): boolean {
  if (family !== undefined && entry.family !== family) return false;
  if (module !== undefined && !entry.modules.includes(module)) return false;
  const wanted = moment?.toLowerCase();
  return wanted === undefined || entry.moments.some((name) => name.toLowerCase() === wanted);
}

function textsOf({ title, summary, moments, modules, behaviours }: SkillEntry): ScoredText[] {
  return [
    { weight: 16, text: title },
    { weight: 8, text: modules.join(' ') },
    { weight: 4, text: summary },
    { weight: 2, text: moments.join(' ') },
    { weight: 1, text: behaviours.join(' ') },
  ];
}
