import { browserStorage, keysOf } from './own-store.ts';
import type { Shown } from './remove-leftovers.ts';
import { awaySince, here, note } from './whose-browser.ts';

/** Whether entries of somebody's journal lie here that were written without a network (`journal-box.ts`). */
export function entriesWait(person: string): boolean {
  return keysOf(browserStorage('local')).some((key) => key.startsWith(`rondo:${person}:journal:waiting:`));
}

/**
 * Keeps a browser tidy of whoever used it. While somebody is signed in it notes who; once their sign-in is over, or somebody
 * has been away for long, it removes what lay here of them (`remove-leftovers.ts`, which few pages need).
 */
export async function tidyLeftovers(
  shown: Shown,
  { local = browserStorage('local'), tab = browserStorage('session'), now = Date.now() } = {},
): Promise<void> {
  const before = local.getItem(here);
  const id = shown.person?.id;
  // At once, before the page writes anything down.
  if (id && before !== id) note(here, id, local);
  const changed = before !== null && (id ? before !== id : shown.over !== undefined);
  if (!changed && !keysOf(local).some((key) => key.startsWith(awaySince))) return;
  const { removeLeftovers } = await import('./remove-leftovers.ts');
  removeLeftovers({ ...shown, before: changed ? before : null }, { local, tab, now });
}
