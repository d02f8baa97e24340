import { browserStorage, keysOf } from './own-store.ts';
import { here, isHere } from './whose-browser.ts';

/** What lies in a browser because of a person and not of a session. */
const personal = [here, 'rondo-cues'];

/** The database in the browser that holds somebody's recordings until they are sent. */
export function recordingsOf(person: string): string {
  return `rondo-recordings:${person}`;
}

/** Whether entries of somebody's journal lie here that were written without a network (`journal-box.ts`). */
export function entriesWait(person: string): boolean {
  return keysOf(browserStorage('local')).some((key) => key.startsWith(`rondo:${person}:journal:waiting:`));
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
  void letGoOfProgram();
}

/** What lay here of the program so that the journal opens without a network; a browser that forbids it kept none. */
async function letGoOfProgram(): Promise<void> {
  if (typeof caches === 'undefined') return;
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
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
