import type { PoolClient } from 'pg';
import { type Tx, vaultOf } from '../database.ts';
import { type SealedName, type SealedObject, type SealedTable, sealedTables } from './sealed-tables.ts';
import type { Keyring, Place } from './vault.ts';

/** Whose row it is, and which. `row`: the values of the table's `row` columns, in their order. */
export interface Whose {
  organisationId: string;
  owner: string;
  row: string | string[];
}

type Fields = Record<string, unknown>;

/**
 * The fields of a row as they are written: those that hold words are sealed with their author's key, the others are as they
 * were. A jsonb column becomes its JSON. What is empty or null stays so.
 *
 *     .values({ organisation_id, id, author_id, ...(await sealWords(tx, 'sighting', whose, { text })) })
 *
 * @throws Error for words in the name of somebody who was erased
 */
export async function sealWords<T extends Fields>(
  connection: Tx | PoolClient,
  name: SealedName,
  { organisationId, owner, row }: Whose,
  fields: T,
): Promise<T> {
  const table: SealedTable = sealedTables[name];
  const objects = Object.entries(table.objects ?? {});
  const others = objects.flatMap(([, { answers = {} }]) => Object.values(answers).map((by) => fields[by]));
  const people = [owner, ...others.filter((other): other is string => typeof other === 'string')];
  const keys = await vaultOf(connection).keysFor(organisationId, people);
  const place = { owner, table: name, row };
  const sealed: Fields = { ...fields };
  for (const column of table.texts ?? []) {
    const text = fields[column];
    if (typeof text === 'string') sealed[column] = keys.seal({ ...place, column }, text);
  }
  for (const column of table.json ?? []) {
    if (fields[column] === undefined || fields[column] === null) continue;
    sealed[column] = JSON.stringify(keys.seal({ ...place, column }, JSON.stringify(fields[column])));
  }
  for (const [column, object] of objects) {
    const value = fields[column];
    if (value && typeof value === 'object')
      sealed[column] = sealObject(keys, { ...place, column }, object, { value, fields });
  }
  return sealed as T;
}

/** One text under one person's key, for a statement that changes no more than it. An answer's column is `body.reworded`. */
export async function sealText(
  connection: Tx | PoolClient,
  name: SealedName,
  { organisationId, owner, row }: Whose,
  { column, text }: { column: string; text: string },
): Promise<string> {
  const keys = await vaultOf(connection).keysFor(organisationId, [owner]);
  return keys.seal({ owner, table: name, row, column }, text);
}

function sealObject(
  keys: Keyring,
  place: Place,
  { outside, answers = {} }: SealedObject,
  { value, fields }: { value: Fields | object; fields: Fields },
): string {
  const kept: Fields = {};
  const inside: Fields = {};
  for (const [property, said] of Object.entries(value)) {
    const by = answers[property];
    if (outside.includes(property)) kept[property] = said;
    else if (by === undefined) inside[property] = said;
    else if (typeof said === 'string') {
      const owner = (fields[by] ?? place.owner) as string;
      kept[property] = keys.seal({ ...place, owner, column: `${place.column}.${property}` }, said);
    }
  }
  return JSON.stringify({ ...kept, sealed: keys.seal(place, JSON.stringify(inside)) });
}
