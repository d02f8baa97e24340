import { sql } from 'kysely';
import type { Report, ReportWord } from '#core/pacts/pact.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';

/** All SQL about how it went. */

/**
 * The last report of each, for each of these pacts, from the day on which it became the reader's own: of that day on the clock
 * of whoever told.
 */
export async function listLastReports(
  tx: Tx,
  member: CircleMember,
  { mine, people }: { mine: ReadonlyMap<string, Date>; people: readonly string[] },
): Promise<(Report & { pact: string })[]> {
  if (mine.size === 0) return [];
  const { rows } = await sql<ReportRow>`
    SELECT last.* FROM unnest(${[...mine.keys()]}::uuid[], ${[...mine.values()]}::timestamptz[]) AS own (pact, since)
    CROSS JOIN LATERAL (SELECT p.id, p.time_zone FROM person p WHERE p.organisation_id = ${member.organisationId}
      AND p.id = ANY (${[...people]}::uuid[])) AS who
    CROSS JOIN LATERAL (SELECT r.id, r.pact_id, r.person_id, r.on_day::text AS on_day, r.word, r.text, r.set_aside
      FROM pact_report r
      WHERE r.organisation_id = ${member.organisationId} AND r.pact_id = own.pact AND r.person_id = who.id
        AND (r.person_id = ${member.personId}
          OR (NOT r.set_aside AND r.on_day >= (own.since AT TIME ZONE who.time_zone)::date))
      ORDER BY r.on_day DESC LIMIT 1) AS last`.execute(tx);
  const opened = await openWords(tx, 'pact_report', member.organisationId, rows);
  return opened.map(({ id, pact_id, person_id, on_day, word, text, set_aside }) => ({
    id,
    pact: pact_id,
    person: person_id,
    on: on_day,
    word,
    text,
    aside: set_aside,
  }));
}

interface ReportRow {
  id: string;
  pact_id: string;
  person_id: string;
  on_day: string;
  word: ReportWord;
  text: string;
  set_aside: boolean;
}

/** In place of what was said earlier on the same day; others read it, also where that was set aside. */
export async function saveReport(
  tx: Tx,
  { organisationId, personId }: CircleMember,
  { pact, on, word, text }: { pact: string; on: string; word: ReportWord; text: string },
): Promise<void> {
  const earlier = await tx
    .selectFrom('pact_report')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('pact_id', '=', pact)
    .where('person_id', '=', personId)
    .where('on_day', '=', on)
    .executeTakeFirst();
  const id = earlier?.id ?? newId();
  const sealed = await sealWords(tx, 'pact_report', { organisationId, owner: personId, row: id }, { text });
  if (earlier) {
    await tx
      .updateTable('pact_report')
      .set({ word, ...sealed, set_aside: false })
      .where('organisation_id', '=', organisationId)
      .where('id', '=', id)
      .execute();
    return;
  }
  await tx
    .insertInto('pact_report')
    .values({
      organisation_id: organisationId,
      ...{ id, pact_id: pact, person_id: personId, on_day: on, word },
      ...sealed,
    })
    // Sent twice at once: the first stands.
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'pact_id', 'person_id', 'on_day']).doNothing(),
    )
    .execute();
}

/** Whether this is there, told by somebody else, and whoever acts reads it. */
export async function findTold(tx: Tx, member: CircleMember, report: string): Promise<boolean> {
  const found = await tx
    .selectFrom('pact_report')
    .select('id')
    .where('organisation_id', '=', member.organisationId)
    .where('id', '=', report)
    .where('person_id', '<>', member.personId)
    .executeTakeFirst();
  return found !== undefined;
}

/** From now on only whoever told it reads it; nothing where it does not reach whoever acts, or is their own. */
export async function setReportAside(tx: Tx, report: string): Promise<void> {
  await sql`SELECT set_report_aside(${report})`.execute(tx);
}
