import { type EntryText, entryFields, isEmptyEntry } from '#core/journal/entry.ts';
import { tellPeople } from '#features/changes/use-cases/tell-people.ts';
import type { Actor, Tx } from '#server/database.ts';
import type { ToldEntry } from '../input.ts';
import { deleteEntry, insertEntry, lockEntry, updateEntry } from '../store/entries.ts';

export type Written =
  | { ok: true }
  | { ok: false; reason: 'empty' }
  /** It was changed elsewhere since; `version` is the one to build on. */
  | { ok: false; reason: 'changed'; version: number };

/**
 * Keeps an entry, a new one or a change. One that arrives twice, because the answer to the first got lost on the way, is
 * the same entry.
 */
export async function writeEntry(tx: Tx, actor: Actor, told: ToldEntry): Promise<Written> {
  const { id, day, version } = told;
  const body = Object.fromEntries(entryFields.map((field) => [field, told[field]])) as EntryText;
  if (isEmptyEntry(body)) return { ok: false, reason: 'empty' };
  const kept = await lockEntry(tx, actor, id);
  if (!kept) {
    await insertEntry(tx, actor, { id, day, body });
    await tellOwnPages(tx, actor);
    return { ok: true };
  }
  if (kept.day === day && entryFields.every((field) => kept.body[field] === body[field])) return { ok: true };
  if (kept.version !== version) return { ok: false, reason: 'changed', version: kept.version };
  await updateEntry(tx, actor, { id, day, body, version: version + 1 });
  await tellOwnPages(tx, actor);
  return { ok: true };
}

export async function removeEntry(tx: Tx, actor: Actor, id: string): Promise<void> {
  await deleteEntry(tx, actor, id);
  await tellOwnPages(tx, actor);
}

/** The journal may be open in another tab, or on another device of its writer's. */
function tellOwnPages(tx: Tx, { organisationId, personId }: Actor): Promise<void> {
  return tellPeople(tx, { organisationId, people: [personId], topic: 'journal' });
}
