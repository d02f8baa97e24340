import { searchLibrary } from '#core/playbook/search.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { hasHeldSession } from '../store/own.ts';
import { type BrowsedEntry, browsed, startWith } from './browse-library.ts';
import { ownPlaybooksOf } from './find-playbook-for.ts';
import { listShippedPlaybooks } from './find-shipped-playbook.ts';

export interface Suggestions {
  /** `first`: the circle has not met yet; `focus`: what trains the skill that it chose. */
  because: 'first' | 'focus';
  suggested: BrowsedEntry[];
  own: BrowsedEntry[];
  others: BrowsedEntry[];
}

/** What a circle can choose from, with what suits it now in front. */
export async function suggestPlaybooks(
  tx: Tx,
  member: CircleMember,
  { focusSkill, people }: { focusSkill: string; people: number },
): Promise<Suggestions> {
  const shipped = listShippedPlaybooks().map((playbook) => browsed(playbook));
  const own = (await ownPlaybooksOf(tx, member)).map((playbook) => browsed(playbook));
  const isFirst = !(await hasHeldSession(tx, member));
  const suggested = isFirst
    ? startWith.flatMap((slug) => shipped.filter((entry) => entry.slug === slug))
    : forFocus(shipped, { focusSkill, people });
  const others = shipped.filter((entry) => !suggested.includes(entry));
  return { because: isFirst ? 'first' : 'focus', suggested, own, others };
}

/** A focus is written in the circle's own words, so it is searched for rather than compared. */
function forFocus(
  shipped: BrowsedEntry[],
  { focusSkill, people }: { focusSkill: string; people: number },
): BrowsedEntry[] {
  return focusSkill.trim() === '' ? [] : searchLibrary(shipped, { words: focusSkill, people }).slice(0, 4);
}
