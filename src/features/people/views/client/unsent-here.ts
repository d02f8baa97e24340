import { type EntryText, entryFields, isEmptyEntry } from '#core/journal/entry.ts';
import { listUnsent } from '#features/exchange/views/client/unsent-box.ts';
import { journalBox, type Typed } from '#features/journal/views/journal-box.ts';
import { browserStorage, keysOf, ownStore } from '#features/sessions/views/client/own-store.ts';

/** Something that was written or recorded in this browser and that no server has, with the page on which it is sent. */
export interface UnsentHere {
  kind: 'waiting-entries' | 'new-entry' | 'changed-entry' | 'words' | 'recordings';
  count: number;
  href: string;
}

/** All that somebody would lose in this browser by signing out. */
export async function unsentHere(person: string, storage = browserStorage('local')): Promise<UnsentHere[]> {
  return [...inJournal(person, storage), ...inSessions(person, storage), ...(await inExchange(person))];
}

function inJournal(person: string, storage: Storage): UnsentHere[] {
  const store = ownStore({ person, session: 'journal' }, storage);
  const box = journalBox(person, store);
  const waiting = box.waiting().length;
  const drafts = store
    .keys('draft:')
    .map((key) => key.slice('draft:'.length))
    .filter((form) => saysSomething(box.draft(form)))
    .map(
      (form): UnsentHere =>
        form === 'new'
          ? { kind: 'new-entry', count: 1, href: '/journal/write' }
          : { kind: 'changed-entry', count: 1, href: `/journal/${form}` },
    );
  return waiting > 0 ? [{ kind: 'waiting-entries', count: waiting, href: '/journal' }, ...drafts] : drafts;
}

function saysSomething(typed: Typed | undefined): boolean {
  const fields = entryFields.map((field) => [field, String(typed?.[field] ?? '')]);
  return !isEmptyEntry(Object.fromEntries(fields) as EntryText);
}

/** By session: what was typed there, and what was sent and not answered. */
function inSessions(person: string, storage: Storage): UnsentHere[] {
  const root = `rondo:${person}:`;
  const counts = new Map<string, number>();
  for (const key of keysOf(storage)) {
    const [, session] = key.startsWith(root)
      ? (/^([^:]+):.*?(?:draft|act):/.exec(key.slice(root.length)) ?? [])
      : [];
    if (!session || session === 'journal' || !holdsWords(storage.getItem(key))) continue;
    counts.set(session, (counts.get(session) ?? 0) + 1);
  }
  return [...counts].map(([session, count]) => ({ kind: 'words', count, href: `/sessions/${session}/room` }));
}

/** A draft that the server has not heard of, or an act with words (`draft-box.svelte.ts`, `command-queue.ts`). */
function holdsWords(text: string | null): boolean {
  try {
    const { body, sentAt, said } = JSON.parse(text ?? '') as Record<string, unknown>;
    const words = [...(sentAt === undefined ? [body] : []), ...Object.values(said ?? {})];
    return words.some((each) => typeof each === 'string' && each.trim() !== '');
  } catch {
    return false;
  }
}

/** On the page where all of them are, because a circle may have closed or may be no longer theirs. */
async function inExchange(person: string): Promise<UnsentHere[]> {
  const count = (await listUnsent(person)).length;
  return count > 0 ? [{ kind: 'recordings', count, href: '/me/recordings' }] : [];
}
