import type { LibraryEntry } from '#core/playbook/entry.ts';
import { alphabetically } from '#core/text/alphabetically.ts';
import { circlesOf } from '#features/circles/use-cases/list-members.ts';
import { skillTitle } from '#features/skills/use-cases/find-shipped-skill.ts';
import { nameSkills } from '#features/skills/use-cases/name-skills.ts';
import { getLocale } from '#messages/runtime.js';
import { allAnswered } from '#server/all-answered.ts';
import type { Actor, Tx } from '#server/database.ts';
import { hasFreshCircle } from '../store/own.ts';
import { type CirclePlaybook, listOwnPlaybooks } from './find-playbook-for.ts';
import { listShippedPlaybooks } from './find-shipped-playbook.ts';

/** An entry with its skill in words, and the circle whose own form it is, if it is one. */
export interface BrowsedEntry extends LibraryEntry {
  skillTitle: string;
  own?: { circleId: string; circleName: string };
}

export interface BrowsedLibrary {
  shipped: BrowsedEntry[];
  own: BrowsedEntry[];
  /** Skills that the library's playbooks train, by title. */
  skills: { slug: string; title: string }[];
  /** A circle that has yet to meet begins with these, in this order; empty for who is past that. */
  startWith: string[];
  /** How many the person's largest circle is: what a search means by "we". */
  people: number;
}

/** What a new circle begins with: first to know each other, then the whole of the practice. */
export const startWith = ['strengths-scan', 'live-drill'];

/** The library as one person sees it. */
export async function browseLibrary(tx: Tx, actor: Actor): Promise<BrowsedLibrary> {
  const [mine, fresh, own] = await allAnswered([
    circlesOf(tx, actor),
    hasFreshCircle(tx, actor),
    listOwnPlaybooks(tx, actor),
  ]);
  const circles = mine.filter((circle) => !circle.closed);
  const isNew = circles.length === 0 || fresh;
  const shipped = listShippedPlaybooks().map((playbook) => browsed(playbook));
  const titles = await nameSkills(
    tx,
    actor,
    own.map(({ entry }) => entry.skill),
  );
  return {
    shipped,
    own: own.map((playbook) => browsed(playbook, titles)),
    skills: skillsOf(shipped),
    startWith: isNew ? startWith : [],
    people: usualPeople(circles.map((circle) => circle.members.length)),
  };
}

/** A playbook as lists show it. */
export function browsed(
  { entry, own }: Pick<CirclePlaybook, 'entry' | 'own'>,
  titles: Record<string, string> = {},
): BrowsedEntry {
  return { ...entry, skillTitle: titles[entry.skill] ?? skillTitle(entry.skill), ...(own ? { own } : {}) };
}

function skillsOf(entries: readonly BrowsedEntry[]): BrowsedLibrary['skills'] {
  const titles = new Map(entries.map(({ skill, skillTitle: title }) => [skill, title]));
  return [...titles]
    .map(([slug, title]) => ({ slug, title }))
    .sort(alphabetically(getLocale(), ({ title }) => title));
}

function usualPeople(sizes: number[]): number {
  return sizes.length === 0 ? 4 : Math.min(5, Math.max(2, ...sizes));
}
