import { sql } from 'kysely';
import type { MatchedCircle, Unplaced } from '#core/matching/circles/matching-result.ts';
import type { Tx } from '#server/database.ts';
import type { RoundOrganiser } from '../access.ts';

/** What is kept of a solve: nothing in it comes from a private preference, so it holds no value and no bound, but a coarse step. */
export interface SolveResult {
  circles: readonly MatchedCircle[];
  unplaced: readonly Unplaced[];
  /** No other circles would be better by more hundredths than this; undefined where that is not known. */
  within?: number;
}

/** One of the solves of a round. */
export interface Solve {
  number: number;
  state: 'running' | 'finished' | 'cancelled' | 'interrupted';
  /** How many times it was stopped while it ran. */
  stopped: number;
  /** 0 to 100. */
  progress: number;
  askedAt: Date;
  /** How many circles it found, and how many people it found none for. */
  circles: number;
  unplaced: number;
}

/** Seconds without a sign of life after which a solve is taken to have ended with its server. */
export const silentSeconds = 20;

/** Seconds without a sign of life after which stopping a solve does not count: there are two signs a second. */
const lostSeconds = 5;

/** In the order in which they were asked for, without what they found: that is large, and a page asks each second. */
export async function listSolves(tx: Tx, { organisationId, roundId }: RoundOrganiser): Promise<Solve[]> {
  const rows = await tx
    .selectFrom('round_solve')
    .select(['number', 'asked_at', 'progress', 'cancelled_at', 'finished_at', 'stopped'])
    .select(sql<number | null>`jsonb_array_length(result -> 'circles')`.as('circles'))
    .select(sql<number | null>`jsonb_array_length(result -> 'unplaced')`.as('unplaced'))
    .select(sql<boolean>`seen_at < now() - ${silentSeconds} * interval '1 second'`.as('silent'))
    .where('organisation_id', '=', organisationId)
    .where('round_id', '=', roundId)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    progress: row.progress,
    stopped: row.stopped,
    askedAt: row.asked_at,
    state: row.finished_at
      ? 'finished'
      : row.cancelled_at
        ? 'cancelled'
        : row.silent
          ? 'interrupted'
          : 'running',
    circles: row.circles ?? 0,
    unplaced: row.unplaced ?? 0,
  }));
}

/** For whom the newest finished solve found no circle. */
export async function listUnplaced(
  tx: Tx,
  { organisationId, roundId }: RoundOrganiser,
): Promise<readonly Unplaced[]> {
  const row = await tx
    .selectFrom('round_solve')
    .select(sql<Unplaced[]>`result -> 'unplaced'`.as('unplaced'))
    .where('organisation_id', '=', organisationId)
    .where('round_id', '=', roundId)
    .where('finished_at', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.unplaced ?? [];
}

/** What the solves found that came to their end, in the order in which they were asked for. */
export async function listFinishedSolves(
  tx: Tx,
  { organisationId, roundId }: Pick<RoundOrganiser, 'organisationId' | 'roundId'>,
): Promise<{ number: number; result: SolveResult }[]> {
  const rows = await tx
    .selectFrom('round_solve')
    .select(['number', 'result'])
    .where('organisation_id', '=', organisationId)
    .where('round_id', '=', roundId)
    .where('finished_at', 'is not', null)
    .orderBy('number')
    .execute();
  return rows.map(({ number, result }) => ({ number, result: result as unknown as SolveResult }));
}

/** The number to run; undefined when one is running, five were made, or there is nothing more to solve. */
export async function requestSolve(tx: Tx, { roundId }: RoundOrganiser): Promise<number | undefined> {
  const { rows } = await sql<{ number: number | null }>`
    SELECT ask_for_solve(${roundId}, ${silentSeconds} * interval '1 second') AS number`.execute(tx);
  return rows[0]?.number ?? undefined;
}

/** False: none is running, or as many were stopped as a round may have. */
export async function cancelSolve(tx: Tx, { roundId }: RoundOrganiser): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    SELECT stop_solve(${roundId}, ${lostSeconds} * interval '1 second') AS done`.execute(tx);
  return rows[0]?.done ?? false;
}

/** False: it was published before, or has no circle. */
export async function publishSolve(tx: Tx, { roundId }: RoundOrganiser, number: number): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    SELECT publish_round(${roundId}, ${number}::smallint) AS done`.execute(tx);
  return rows[0]?.done ?? false;
}

export interface SolveKey {
  organisationId: string;
  roundId: string;
  number: number;
}

/** For the job: false once somebody has cancelled it, or it came to its end otherwise. */
export async function noteProgress(tx: Tx, solve: SolveKey, progress: number): Promise<boolean> {
  const result = await openSolve(tx, solve).set({ progress, seen_at: sql<Date>`now()` }).executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** For the job: false when the result came too late to count. */
export async function finishSolve(tx: Tx, solve: SolveKey, result: SolveResult): Promise<boolean> {
  const updated = await openSolve(tx, solve)
    .set({ progress: 100, finished_at: sql<Date>`now()`, result: JSON.stringify(result) })
    .executeTakeFirst();
  return Number(updated.numUpdatedRows) === 1;
}

function openSolve(tx: Tx, { organisationId, roundId, number }: SolveKey) {
  return tx
    .updateTable('round_solve')
    .where('organisation_id', '=', organisationId)
    .where('round_id', '=', roundId)
    .where('number', '=', number)
    .where('finished_at', 'is', null)
    .where('cancelled_at', 'is', null);
}
