import { sql } from 'kysely';
import type { Wanted } from '#core/nudges/wanted.ts';
import type { Actor, Tx } from '#server/database.ts';

/** All SQL about letters: who may get one, what is in them, how far they have come. */

export type Said = Pick<Wanted, 'kind' | 'key'>;

/** For the job: people with an address whose turn it is to be looked at; nobody who was made up. */
export async function listPeopleToLookAt(
  tx: Tx,
  { now, most }: { now: Date; most: number },
): Promise<Actor[]> {
  const { rows } = await sql<Actor>`
    SELECT p.organisation_id AS "organisationId", p.id AS "personId" FROM person p
    JOIN organisation o ON o.id = p.organisation_id AND NOT o.demonstration
    JOIN person_contact a ON a.organisation_id = p.organisation_id AND a.person_id = p.id
    LEFT JOIN nudge_setting s ON s.organisation_id = p.organisation_id AND s.person_id = p.id
    WHERE p.erased_at IS NULL AND (s.person_id IS NULL OR s.look_at <= ${now}) AND coalesce(s.by_mail, true)
    ORDER BY s.look_at NULLS FIRST LIMIT ${most}`.execute(tx);
  return rows;
}

/** When letters went out since then; those that never left do not count. */
export async function listLetterTimes(tx: Tx, actor: Actor, since: Date): Promise<Date[]> {
  const rows = await tx
    .selectFrom('nudge_letter')
    .select('reserved_at')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('reserved_at', '>', since)
    .where('dropped_at', 'is', null)
    .execute();
  return rows.map(({ reserved_at }) => reserved_at);
}

/** Which of these were said before. */
export async function listSaid(tx: Tx, actor: Actor, wanted: readonly Said[]): Promise<Said[]> {
  if (wanted.length === 0) return [];
  const rows = await tx
    .selectFrom('nudge')
    .select(['kind', 'key'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('key', 'in', [...new Set(wanted.map(({ key }) => key))])
    .execute();
  return rows as Said[];
}

/** Keeps what a letter will hold before anything is sent. Fails where one of it was said before. */
export async function reserveLetter(
  tx: Tx,
  { organisationId, personId }: Actor,
  { id, at, nudges }: { id: string; at: Date; nudges: readonly Said[] },
): Promise<void> {
  await tx
    .insertInto('nudge_letter')
    .values({ organisation_id: organisationId, id, person_id: personId, reserved_at: at })
    .execute();
  await tx
    .insertInto('nudge')
    .values(
      nudges.map(({ kind, key }) => ({
        ...{ organisation_id: organisationId, person_id: personId },
        ...{ kind, key, letter_id: id },
      })),
    )
    .execute();
}

/** For the job: letters that were reserved and not yet handed over, the oldest first. */
export async function listReserved(tx: Tx, { now, most }: { now: Date; most: number }) {
  const { rows } = await sql<Actor & { id: string }>`
    SELECT organisation_id AS "organisationId", person_id AS "personId", id FROM nudge_letter
    WHERE handed_at IS NULL AND dropped_at IS NULL AND (try_after IS NULL OR try_after <= ${now})
    ORDER BY reserved_at LIMIT ${most}`.execute(tx);
  return rows;
}

/** Takes a letter to hand it over; undefined where another has it, or it is done with. */
export async function takeLetter(
  tx: Tx,
  actor: Actor,
  letter: { id: string; at: Date; stopHash: Buffer },
): Promise<{ reservedAt: Date; tries: number; said: Said[] } | undefined> {
  const row = await tx
    .updateTable('nudge_letter')
    .set((is) => ({ handed_at: letter.at, tries: is('tries', '+', 1), stop_hash: letter.stopHash }))
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', letter.id)
    .where('handed_at', 'is', null)
    .where('dropped_at', 'is', null)
    .returning(['reserved_at', 'tries'])
    .executeTakeFirst();
  if (!row) return undefined;
  const said = await tx
    .selectFrom('nudge')
    .select(['kind', 'key'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('letter_id', '=', letter.id)
    .execute();
  return { reservedAt: row.reserved_at, tries: row.tries, said: said as Said[] };
}

/** What became of a letter. `handed_at: null` gives it back, to be tried once more. */
export async function noteLetter(
  tx: Tx,
  actor: Actor,
  id: string,
  change: {
    sent_at?: Date;
    dropped_at?: Date;
    handed_at?: null;
    try_after?: Date;
    problem?: string | null;
  },
): Promise<void> {
  await tx
    .updateTable('nudge_letter')
    .set(change)
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .execute();
}

/** Gives back what a letter did not say, so that it is said once when it is of use again; all of it, unless `but` was said. */
export async function giveBack(
  tx: Tx,
  actor: Actor,
  letter: string,
  but: readonly Said[] = [],
): Promise<void> {
  const unsaid = tx
    .deleteFrom('nudge')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('letter_id', '=', letter);
  await but
    .reduce(
      (rest, { kind, key }) =>
        rest.where((row) => row.not(row.and([row('kind', '=', kind), row('key', '=', key)]))),
      unsaid,
    )
    .execute();
}

/** For the job by night: links that no longer answer, and letters older than two years with what they said. */
export async function deleteOldLetters(tx: Tx, now: Date): Promise<void> {
  await sql`DELETE FROM nudge_answer WHERE expires_at < ${now}::timestamptz - interval '30 days'`.execute(tx);
  await sql`DELETE FROM nudge_letter WHERE reserved_at < ${now}::timestamptz - interval '2 years'`.execute(
    tx,
  );
}
