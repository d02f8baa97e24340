import { sql } from 'kysely';
import { piecesIn } from '#core/exchange/sizes.ts';
import type { Actor, Tx } from '#server/database.ts';
import { pieceName } from '#server/stored-files.ts';
import { listOwned } from './archive.ts';

/**
 * Tables whose rows are facts without words, which stay when somebody is erased: who sat where and when, who agreed to a
 * version, who had which role. Whatever else belongs to a person, now or in a later migration, goes.
 */
const facts = new Set([
  'agreement_consent',
  'matching_round',
  'membership',
  'rota_total',
  'rota_turn',
  'round_place',
  'session_member',
]);

/** Destroys the key and every row of this person but facts; `name` is what stays in their place. Returns names of stored files. */
export async function erasePersonRows(
  tx: Tx,
  { organisationId, personId }: Actor,
  name: string,
): Promise<string[]> {
  // The circles first and everything else after them, as whoever seats or ends a stay locks them.
  await sql`SELECT end_every_stay(${organisationId}, ${personId})`.execute(tx);
  await sql`SELECT erase_key(${organisationId}, ${personId})`.execute(tx);
  // Mails to them, at whichever address, and those that name them; what they wrote themselves goes with the rows below.
  await sql`DELETE FROM mail m WHERE (m.organisation_id = ${organisationId} OR m.organisation_id IS NULL)
    AND (${personId} = ANY (m.names) OR m.to_address IN (SELECT c.email FROM person_contact c
      WHERE c.organisation_id = ${organisationId} AND c.person_id = ${personId}))`.execute(tx);
  await sql`DELETE FROM session_words WHERE organisation_id = ${organisationId} AND subject_id = ${personId}`.execute(
    tx,
  );
  const { rows: files } = await sql<{ id: string }>`DELETE FROM stored_file
    WHERE organisation_id = ${organisationId} AND owner_id = ${personId} RETURNING id`.execute(tx);
  const { rows: recordings } = await sql<{ id: string; bytes: number }>`DELETE FROM recording
    WHERE organisation_id = ${organisationId} AND owner_id = ${personId} RETURNING id, bytes`.execute(tx);
  for (const { table, column } of await listOwned(tx)) {
    if (facts.has(table)) continue;
    await sql`DELETE FROM ${sql.table(table)} WHERE organisation_id = ${organisationId}
      AND ${sql.ref(column)} = ${personId}`.execute(tx);
  }
  await sql`UPDATE person SET manager_id = NULL
    WHERE organisation_id = ${organisationId} AND manager_id = ${personId}`.execute(tx);
  await sql`UPDATE person SET name = ${name}, pronouns = NULL, time_zone = 'UTC', languages = '{}', manager_id = NULL,
      role = 'person', erased_at = now()
    WHERE organisation_id = ${organisationId} AND id = ${personId}`.execute(tx);
  const pieces = recordings.flatMap(({ id, bytes }) =>
    Array.from({ length: piecesIn(bytes) }, (_, piece) => pieceName(id, piece)),
  );
  return [...files.map(({ id }) => id), ...pieces];
}

/** Who was erased and is here again, out of a backup. */
export async function listReturned(tx: Tx): Promise<Actor[]> {
  const { rows } = await sql<Actor>`SELECT organisation_id AS "organisationId", person_id AS "personId"
    FROM list_returned()`.execute(tx);
  return rows;
}
