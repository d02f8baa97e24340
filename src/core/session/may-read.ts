import type { PersonId } from './event.ts';
import type { Words } from './words.ts';

/**
 * The first wall of the seal; row-level security is the second and says the same. Before its release only its author reads
 * a row. `viewer` must be somebody who was a member when the session was held: that is checked on subscribing.
 */
export function mayRead(words: Words, viewer: PersonId): boolean {
  if (words.author === viewer) return true;
  if (words.releasedAt === undefined || words.audience === 'author') return false;
  return words.audience === 'session' || words.subject === viewer;
}
