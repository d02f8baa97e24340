import type { LibraryEntry } from '#core/playbook/entry.ts';
import { circlesOf } from '#features/circles/use-cases/list-members.ts';
import type { Actor, Tx } from '#server/database.ts';
import { hasFreshCircle } from '../store/own.ts';
import { listOwnPlaybooks } from './find-playbook-for.ts';
import { listShippedPlaybooks } from './find-shipped-playbook.ts';

/** An entry with the circle whose own form it is, if it is one. */
export interface BrowsedEntry extends LibraryEntry {
  own?: { circleId: string; circleName: string };
}

export interface BrowsedLibrary {
  shipped: BrowsedEntry[];
  own: BrowsedEntry[];
  /** A circle that has yet to meet begins with these, in this order; empty for who is past that. */
  startWith: string[];
  /** How many the person's largest circle is: what a search means by "we". */
  people: number;
}

/** What a new circle begins with: first to know each other, then the whole of the practice. */
export const startWith = ['strengths-scan', 'live-drill'];

/** The library as one person sees it. */
export async function browseLibrary(tx: Tx, actor: Actor): Promise<BrowsedLibrary> {
  const circles = (await circlesOf(tx, actor)).filter((circle) => !circle.closed);
  const isNew = circles.length === 0 || (await hasFreshCircle(tx, actor));
  const own = await listOwnPlaybooks(tx, actor);
  return {
    shipped: listShippedPlaybooks().map(({ entry }) => entry),
    own: own.map((each) => ({ ...each.entry, own: each.own })),
    startWith: isNew ? startWith : [],
    people: usualPeople(circles.map((circle) => circle.members.length)),
  };
}

function usualPeople(sizes: number[]): number {
  return sizes.length === 0 ? 4 : Math.min(5, Math.max(2, ...sizes));
}
