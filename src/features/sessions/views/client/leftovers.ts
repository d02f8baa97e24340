import { browserStorage, keysOf } from './own-store.ts';
import { here, isHere } from './whose-browser.ts';

/** What lies in a browser because of a person and not of a session. */
const personal = [here, 'rondo-cues'];

/** The database in the browser that holds somebody's recordings until they are sent. */
export function recordingsOf(person: string): string {
  return `rondo-recordings:${person}`;
}

interface Shown {
  /** Who is signed in, as the page was told; undefined on a page that never learnt it, as when the database is away. */
  person?: { id?: string } | undefined;
  /** A sign-in of this browser was ended, here or elsewhere. */
  forget?: boolean | undefined;
}

/**
 * Keeps a browser tidy of whoever used it. While somebody is signed in it notes who; once their sign-in was ended it removes
 * all that lay here of them: words not sent, acts not answered, their cues. What others had not sent stays theirs, and so
 * does what waits for somebody whose sign-in only ran out.
 */
export function tidyLeftovers(
  { person, forget }: Shown,
  { local = browserStorage('local'), tab = browserStorage('session') } = {},
): void {
  if (person?.id) {
    if (!isHere(person.id, local)) note(person.id, local);
    return;
  }
  const gone = local.getItem(here);
  if (!forget || gone === null) return;
  remove(local, (key) => key.startsWith(`rondo:${gone}:`) || personal.includes(key));
  remove(tab, (key) => key.startsWith('rondo '));
  // Recordings that were not sent; a browser that forbids it kept none.
  if (typeof indexedDB !== 'undefined') indexedDB.deleteDatabase(recordingsOf(gone));
}

function note(person: string, local: Storage): void {
  try {
    local.setItem(here, person);
  } catch {
    // Full: then nothing more is kept of them either.
  }
}

function remove(storage: Storage, matches: (key: string) => boolean): void {
  for (const key of keysOf(storage).filter(matches)) storage.removeItem(key);
}
