import { sql } from 'kysely';
import { type EntryText, entryFields } from '#core/journal/entry.ts';
import type { Actor, Tx } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';

/** All SQL about the journal; every row is one's own, but for what `findToldEntry` finds. */

export interface EntryRow {
  id: string;
  /** "2026-11-21". */
  day: string;
  body: EntryText;
  version: number;
  changedAt: Date;
}

/** Newest day first. `within`: days from the first to before the second. */
export async function listEntries(
  tx: Tx,
  actor: Actor,
  within?: { from: string; before: string },
): Promise<EntryRow[]> {
  let query = selectOwn(tx, actor).orderBy('day', 'desc').orderBy('created_at', 'desc');
  if (within) query = query.where('day', '>=', within.from).where('day', '<', within.before);
  return opened(tx, actor, await query.execute());
}

/** Held until the transaction ends. */
export async function lockEntry(tx: Tx, actor: Actor, id: string): Promise<EntryRow | undefined> {
  return (await opened(tx, actor, await selectOwn(tx, actor).where('id', '=', id).forUpdate().execute()))[0];
}

export async function findEntry(tx: Tx, actor: Actor, id: string): Promise<EntryRow | undefined> {
  return (await opened(tx, actor, await selectOwn(tx, actor).where('id', '=', id).execute()))[0];
}

/** Somebody else's, which the caller has found to be shared with whoever acts; row-level security asks the same again. */
export async function findToldEntry(
  tx: Tx,
  actor: Actor,
  { id, ownerId }: { id: string; ownerId: string },
): Promise<EntryRow | undefined> {
  const owner = { ...actor, personId: ownerId };
  return (await opened(tx, actor, await selectOwn(tx, owner).where('id', '=', id).execute()))[0];
}

export async function listOwnOpenings(tx: Tx, actor: Actor, ids: readonly string[]): Promise<EntryRow[]> {
  if (ids.length === 0) return [];
  return opened(tx, actor, await selectOwn(tx, actor).where('id', 'in', ids).execute());
}

export async function insertEntry(
  tx: Tx,
  actor: Actor,
  { id, day, body }: Omit<EntryRow, 'version' | 'changedAt'>,
) {
  await tx
    .insertInto('journal_entry')
    .values({
      organisation_id: actor.organisationId,
      person_id: actor.personId,
      ...{ id, day, version: 1 },
      ...(await sealed(tx, actor, { id, body })),
    })
    // Somebody else's id: nothing of theirs is told, nothing of theirs is changed.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function updateEntry(
  tx: Tx,
  actor: Actor,
  { id, day, body, version }: Omit<EntryRow, 'changedAt'>,
): Promise<void> {
  await tx
    .updateTable('journal_entry')
    .set({ day, version, changed_at: sql<Date>`now()`, ...(await sealed(tx, actor, { id, body })) })
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .execute();
}

export async function deleteEntry(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx
    .deleteFrom('journal_entry')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('id', '=', id)
    .execute();
}

function selectOwn(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('journal_entry')
    .select(['id', 'person_id', 'day', 'body', 'version', 'changed_at'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId);
}

async function opened(
  tx: Tx,
  actor: Actor,
  rows: Awaited<ReturnType<ReturnType<typeof selectOwn>['execute']>>,
) {
  const open = await openWords(tx, 'journal_entry', actor.organisationId, rows);
  return open.map(
    ({ id, day, body, version, changed_at }): EntryRow => ({
      ...{ id, day, version },
      body: wholeText(body),
      changedAt: changed_at,
    }),
  );
}

/** A field that an older program did not know is empty. */
function wholeText(body: unknown): EntryText {
  const said = (body ?? {}) as Partial<EntryText>;
  return Object.fromEntries(entryFields.map((field) => [field, said[field] ?? ''])) as EntryText;
}

async function sealed(tx: Tx, actor: Actor, { id, body }: { id: string; body: EntryText }) {
  const whose = { organisationId: actor.organisationId, owner: actor.personId, row: id };
  return sealWords(tx, 'journal_entry', whose, { body: body as unknown as string });
}
