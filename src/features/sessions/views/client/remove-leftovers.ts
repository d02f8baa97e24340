import { keysOf } from './own-store.ts';
import { recordingsOf } from './recordings-of.ts';
import { awaySince, here, note } from './whose-browser.ts';

/** What lies in a browser because of a person and not of a session. */
const personal = [here, 'rondo-cues'];

/** How long words wait that were written here and never sent, once their writer is no longer signed in here. */
const waitsForMs = 30 * 86_400_000;

/** What a page knows of the sign-in of its browser. */
export interface Shown {
  /** Who is signed in, as the page was told; undefined on a page that never learnt it, as when the database is away. */
  person?: { id?: string } | undefined;
  /** A sign-in of this browser is over: its person left by their own hand, here, or it was ended elsewhere. */
  over?: 'left' | 'ended' | undefined;
}

/** `before`: who was signed in here until now, where that has come to an end. */
interface Left extends Shown {
  before: string | null;
}

/**
 * Removes what is over. Whoever left by their own hand was told before what that takes; from whoever was signed out elsewhere,
 * or by a backup that is older than their sign-in, nobody takes words that they never sent: these wait for them, for thirty
 * days. What others had not sent stays theirs, and so does what waits for somebody whose sign-in only ran out.
 */
export function removeLeftovers(
  { person, over, before }: Left,
  { local, tab, now }: { local: Storage; tab: Storage; now: number },
): void {
  for (const away of awayTooLong(local, now)) removeAllOf(away, local);
  if (person?.id) local.removeItem(awaySince + person.id);
  if (before === null) return;
  if (!person?.id && over === 'left') removeAllOf(before, local);
  else note(awaySince + before, String(now), local);
  if (person?.id) return;
  remove(
    local,
    (key) => personal.includes(key) || (key.startsWith(`rondo:${before}:`) && isBareAct(key, local)),
  );
  remove(tab, (key) => key.startsWith('rondo '));
  void letGoOfProgram();
}

/** What is not a time was not written by us, and is as good as long ago. */
function awayTooLong(local: Storage, now: number): string[] {
  return keysOf(local)
    .filter((key) => key.startsWith(awaySince) && !(now - Number(local.getItem(key)) < waitsForMs))
    .map((key) => key.slice(awaySince.length));
}

function removeAllOf(person: string, local: Storage): void {
  remove(local, (key) => key.startsWith(`rondo:${person}:`) || key === awaySince + person);
  // Recordings that were not sent; a browser that forbids it kept none.
  if (typeof indexedDB !== 'undefined') indexedDB.deleteDatabase(recordingsOf(person));
}

/** A tap that the server has not answered means nothing later; one that carries words is kept for them (`command-queue.ts`). */
function isBareAct(key: string, local: Storage): boolean {
  return /^rondo:[^:]*:[^:]*:(?!draft:)(?:[^:]*:)?act:/.test(key) && !local.getItem(key)?.includes('"said":');
}

/** What lay here of the program so that the journal opens without a network; a browser that forbids it kept none. */
async function letGoOfProgram(): Promise<void> {
  if (typeof caches === 'undefined') return;
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}

function remove(storage: Storage, matches: (key: string) => boolean): void {
  for (const key of keysOf(storage).filter(matches)) storage.removeItem(key);
}
