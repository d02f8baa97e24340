import { sql } from 'kysely';
import type { WeekCount } from '#core/signals/signal.ts';
import type { Actor, Tx } from '#server/database.ts';

/**
 * Somebody's signals by week, from a Monday on ("2026-11-16"); the database asks whose they are and how far their dial goes, and
 * gives nothing to anybody else.
 */
export async function listWeekCounts(
  tx: Tx,
  { ownerId, since }: { ownerId: string; since: string },
): Promise<WeekCount[]> {
  const { rows } = await sql<WeekCount>`
    SELECT kind, week::text AS week, times FROM signals_of(${ownerId}, ${since}::date)`.execute(tx);
  return rows;
}

/** The clock of a colleague. */
export async function findZone(tx: Tx, { organisationId }: Actor, personId: string): Promise<string> {
  const { time_zone } = await tx
    .selectFrom('person')
    .select('time_zone')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  return time_zone;
}
