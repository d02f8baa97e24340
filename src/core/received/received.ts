import type { WordsKind } from '../session/words.ts';
import { oneLine } from '../text/one-line.ts';
import { saysAllWords } from '../text/says-all.ts';
import { newestFirst, type Place } from './place.ts';

/** What one can receive: what others noted in a session, saw in the wild, suggested, gave as feedback, and thanked one for. */
export const receivedKinds = ['seen', 'sighting', 'suggestion', 'feedback', 'thanks'] as const;
export type ReceivedKind = (typeof receivedKinds)[number];

/** Which words of a session are received as what; the other kinds are about nobody. */
export const sessionKinds = {
  seen: ['observation', 'anchor', 'phrase', 'emotion', 'rating'],
  suggestion: ['suggestion'],
  feedback: ['feedback'],
  thanks: ['thanks'],
} as const satisfies Partial<Record<ReceivedKind, readonly WordsKind[]>>;

/** As what words of this kind are received. */
export function receivedAs(kind: WordsKind): ReceivedKind | undefined {
  const found = Object.entries(sessionKinds).find(([, kinds]) => (kinds as readonly string[]).includes(kind));
  return found?.[0] as ReceivedKind | undefined;
}

/** As much of something received as it takes to look for it. */
export interface Findable extends Place {
  kind: ReceivedKind;
  /** In the words of the playbook or the card. */
  behaviour?: string;
  /** Everything that is said in it, also by whom and where. */
  said: string;
}

/** What is looked for; empty means all. */
export interface Wanted {
  behaviour: string;
  words: string;
}

/** Whether it is what somebody looks for. */
export function isWanted({ behaviour = '', said }: Findable, wanted: Wanted): boolean {
  if (wanted.behaviour !== '' && sameBehaviour(behaviour) !== sameBehaviour(wanted.behaviour)) return false;
  return saysAllWords(`${behaviour} ${said}`, wanted.words);
}

/** What was received about one behaviour. */
export interface BehaviourGroup<T> {
  behaviour: string;
  /** Newest first; at least one. */
  items: T[];
}

/** By behaviour, the one last met first; what names no behaviour is in no group. */
export function byBehaviour<T extends Findable>(items: readonly T[]): BehaviourGroup<T>[] {
  const groups = new Map<string, BehaviourGroup<T>>();
  for (const item of [...items].sort(newestFirst)) {
    if (!item.behaviour) continue;
    const key = sameBehaviour(item.behaviour);
    const group = groups.get(key);
    if (group) group.items.push(item);
    else groups.set(key, { behaviour: item.behaviour, items: [item] });
  }
  return [...groups.values()];
}

/** The same behaviour in a card and in a playbook may differ in capitals, spaces and the full stop. */
function sameBehaviour(text: string): string {
  return oneLine(text.toLowerCase()).replace(/\.$/, '');
}
