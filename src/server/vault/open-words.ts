import type { PoolClient } from 'pg';
import { type Tx, vaultOf } from '../database.ts';
import { isSealed } from './envelope.ts';
import { type SealedName, type SealedObject, type SealedTable, sealedTables } from './sealed-tables.ts';
import type { Keyring, Place } from './vault.ts';

type Fields = Record<string, unknown>;

/** The property of the rows at hand that stands for the owner, and those for the row, where they are not called as the columns. */
export interface Called {
  owner?: string;
  row?: string[];
}

/**
 * Rows as they were read, with their words opened; those written before there were keys are as they are. Where the author's key
 * is gone the words are too: a text is empty, a jsonb value null. The rows must bring the table's `owner` and `row` columns.
 *
 * @throws Tampered when a row was changed past the program
 */
export async function openWords<T extends object>(
  connection: Tx | PoolClient,
  name: SealedName,
  organisationId: string,
  rows: T[],
  called: Called = {},
): Promise<T[]> {
  const table: SealedTable = sealedTables[name];
  const named = { owner: called.owner ?? table.owner, row: called.row ?? table.row };
  const people = new Set<string>();
  for (const row of rows as Fields[]) addPeople(people, table, named.owner, row);
  if (people.size === 0) return rows;
  const keys = await vaultOf(connection).keysOf(organisationId, people);
  return (rows as Fields[]).map((row) => {
    const owner = row[named.owner] as string;
    const place = { owner, table: name, row: named.row.map((column) => row[column] as string) };
    return opened(keys, table, place, row) as T;
  });
}

/** Whose keys a row needs; nobody's where nothing in it is sealed. */
function addPeople(people: Set<string>, table: SealedTable, owner: string, row: Fields): void {
  const isSealedIn = (column: string) => isSealed(row[column]);
  if (table.texts?.some(isSealedIn) || table.json?.some(isSealedIn)) people.add(row[owner] as string);
  for (const column in table.objects) {
    const kept = row[column];
    if (!isKept(kept)) continue;
    people.add(row[owner] as string);
    const { answers } = table.objects[column] as SealedObject;
    for (const property in answers) {
      const by = row[answers[property] as string];
      if (kept[property] !== undefined && by) people.add(by as string);
    }
  }
}

function opened(keys: Keyring, table: SealedTable, place: Omit<Place, 'column'>, row: Fields): Fields {
  const plain = { ...row };
  for (const column of table.texts ?? []) {
    const text = row[column];
    if (isSealed(text)) plain[column] = keys.open({ ...place, column }, text) ?? '';
  }
  for (const column of table.json ?? []) {
    const text = row[column];
    if (isSealed(text)) plain[column] = JSON.parse(keys.open({ ...place, column }, text) ?? 'null');
  }
  for (const column in table.objects) {
    const kept = row[column];
    if (isKept(kept))
      plain[column] = openObject(keys, { ...place, column }, table.objects[column] as SealedObject, {
        kept,
        row,
      });
  }
  return plain;
}

function openObject(
  keys: Keyring,
  place: Place,
  { outside, answers = {} }: SealedObject,
  { kept, row }: { kept: Kept; row: Fields },
): Fields | null {
  const inside = keys.open(place, kept.sealed);
  if (inside === undefined) return null;
  // Only what belongs outside the seal is taken from there, so that nothing that is put beside it passes for the author's words.
  const plain: Fields = {};
  for (const property of outside) if (property in kept) plain[property] = kept[property];
  for (const [property, by] of Object.entries(answers)) {
    const said = kept[property];
    if (!isSealed(said)) continue;
    const owner = (row[by] ?? place.owner) as string;
    const answer = keys.open({ ...place, owner, column: `${place.column}.${property}` }, said);
    if (answer !== undefined) plain[property] = answer;
  }
  return { ...plain, ...JSON.parse(inside) };
}

type Kept = Fields & { sealed: string };

function isKept(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null && 'sealed' in value && isSealed(value.sealed);
}
