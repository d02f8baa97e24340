import type { Actor, Tx } from '#server/database.ts';
import { type FocusRow, listFocus, moveFocus } from '../store/focus.ts';
import { lockProfile } from '../store/profile.ts';

/** Chooses the one skill that somebody is at, or none. What they were at before stays in their own history. */
export async function chooseFocus(tx: Tx, actor: Actor, skill: string | null): Promise<void> {
  // Of two that are chosen at once the later waits, so that there is one.
  const before = await lockProfile(tx, actor);
  if (before !== skill) await moveFocus(tx, actor, skill);
}

/** Nobody is at a skill that they have taken off. */
export async function leaveFocus(tx: Tx, actor: Actor, skill: string): Promise<void> {
  if ((await lockProfile(tx, actor)) === skill) await moveFocus(tx, actor, null);
}

/** What somebody is and was at, newest first. */
export async function readFocusHistory(tx: Tx, actor: Actor): Promise<FocusRow[]> {
  return listFocus(tx, actor);
}
