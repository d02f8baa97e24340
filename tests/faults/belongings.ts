import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pieceBytes } from '#core/exchange/sizes.ts';
import { listEntries } from '#features/journal/store/entries.ts';
import { writeEntry } from '#features/journal/use-cases/write-entry.ts';
import type { Actor, Database } from '#server/database.ts';
import { folderOf, pieceName } from '#server/stored-files.ts';

/** What somebody has, as it is kept outside the system that is tried; and as it is found in it. */
export interface Belongings {
  /** Words of journal entries, by id. */
  entries: Record<string, string>;
  recordings: string[];
  pictures: string[];
  /** Names of files on the disk. */
  files: string[];
}

export interface Planted extends Belongings {
  actor: Actor;
  circleId: string;
}

/** Belongings of somebody who has nothing yet. */
export function nothingOf(actor: Actor, circleId: string): Planted {
  return { actor, circleId, entries: {}, recordings: [], pictures: [], files: [] };
}

/** Entries that were last changed then. */
export async function plantEntries(
  database: Database,
  planted: Planted,
  { count, changedAt }: { count: number; changedAt: Date },
): Promise<string[]> {
  const { actor } = planted;
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const [id, context] = [randomUUID(), `What happened, ${randomUUID()}`];
    const rest = { action: '', result: '', feelings: '', changed: '', matters: '', keep: '' };
    await database.asPerson(actor, (tx) =>
      writeEntry(tx, actor, { id, day: '2026-01-15', version: 0, context, ...rest }),
    );
    planted.entries[id] = context;
    ids.push(id);
  }
  await database.asMaintenance((tx) =>
    tx.updateTable('journal_entry').set({ changed_at: changedAt }).where('id', 'in', ids).execute(),
  );
  return ids;
}

/** Recordings of so many pieces each; a piece holds a few bytes, because nobody plays it. */
export async function plantRecordings(
  database: Database,
  data: string,
  planted: Planted,
  { count, pieces, until }: { count: number; pieces: number; until: Date },
): Promise<Pick<Belongings, 'recordings' | 'files'>> {
  const made = { recordings: [] as string[], files: [] as string[] };
  const { organisationId, personId } = planted.actor;
  for (let number = 0; number < count; number += 1) {
    const id = randomUUID();
    await database.asMaintenance((tx) =>
      sql`INSERT INTO recording (organisation_id, id, owner_id, circle_id, kind, media_type, bytes, received, sent_at, delete_after)
        VALUES (${organisationId}, ${id}, ${personId}, ${planted.circleId}, 'voice', 'audio/webm', ${pieces * pieceBytes},
          ${pieces * pieceBytes}, now(), ${until})`.execute(tx),
    );
    made.recordings.push(id);
    for (let piece = 0; piece < pieces; piece += 1) made.files.push(putFile(data, pieceName(id, piece)));
  }
  planted.recordings.push(...made.recordings);
  planted.files.push(...made.files);
  return made;
}

/** Pictures that were brought to a session. */
export async function plantPictures(
  database: Database,
  data: string,
  planted: Planted,
  count: number,
): Promise<string[]> {
  const { organisationId, personId } = planted.actor;
  const ids = Array.from({ length: count }, () => putFile(data, randomUUID()));
  await database.asMaintenance((tx) =>
    sql`INSERT INTO stored_file (organisation_id, id, owner_id, media_type, bytes, sha256)
      SELECT ${organisationId}, id, ${personId}, 'image/png', 4, '\\x00' FROM unnest(${ids}::uuid[]) AS id`.execute(
      tx,
    ),
  );
  planted.pictures.push(...ids);
  planted.files.push(...ids);
  return ids;
}

/** What the program has of somebody: rows past every policy, words opened by themselves, files on the disk. */
export async function findBelongings(
  database: Database,
  data: string,
  planted: Planted,
): Promise<Belongings> {
  const { actor } = planted;
  const rows = await database.asMaintenance(async (tx) => ({
    recordings: await tx
      .selectFrom('recording')
      .select('id')
      .where('owner_id', '=', actor.personId)
      .execute(),
    pictures: await tx
      .selectFrom('stored_file')
      .select('id')
      .where('owner_id', '=', actor.personId)
      .execute(),
  }));
  const entries = await database.asPerson(actor, (tx) => listEntries(tx, actor));
  const ids = (found: { id: string }[]) => found.map(({ id }) => id).sort();
  return {
    entries: Object.fromEntries(entries.map(({ id, body }) => [id, body.context])),
    recordings: ids(rows.recordings),
    pictures: ids(rows.pictures),
    files: onDisk(data, planted.files).sort(),
  };
}

/** What the ledger says, in the same order. */
export function expected({ entries, recordings, pictures, files }: Planted): Belongings {
  const sorted = (names: string[]) => [...names].sort();
  return { entries, recordings: sorted(recordings), pictures: sorted(pictures), files: sorted(files) };
}

export function without(planted: Planted, gone: Partial<Belongings> & { entryIds?: string[] }): Planted {
  const left = (all: string[], less: string[] = []) => all.filter((name) => !less.includes(name));
  return {
    ...planted,
    entries: Object.fromEntries(
      Object.entries(planted.entries).filter(([id]) => !(gone.entryIds ?? []).includes(id)),
    ),
    recordings: left(planted.recordings, gone.recordings),
    pictures: left(planted.pictures, gone.pictures),
    files: left(planted.files, gone.files),
  };
}

/** Those of these files that lie on the disk. */
export function onDisk(data: string, names: readonly string[]): string[] {
  const wanted = new Set(names);
  const found = readdirSync(join(data, 'files'), { recursive: true, encoding: 'utf8' });
  return found.map((path) => path.slice(3)).filter((name) => wanted.has(name));
}

export function isThere(data: string, name: string): boolean {
  return existsSync(join(data, 'files', folderOf(name), name));
}

function putFile(data: string, name: string): string {
  const folder = join(data, 'files', folderOf(name));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), 'kept');
  return name;
}
