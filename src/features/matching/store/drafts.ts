import { sql } from 'kysely';
import type { MatchedCircle, Unplaced } from '#core/matching/circles/matching-result.ts';
import type { LockedCircle } from '#core/matching/obstacles.ts';
import type { Tx } from '#server/database.ts';
import type { RoundOrganiser } from '../access.ts';

/** What made one state of the table from the one before; circles are counted from 0. */
export type DraftChange =
  | { kind: 'begin'; solve: number }
  /** Without `home` the person had no circle. */
  | { kind: 'move'; person: string; home?: number; circle: number; swapWith?: string }
  | { kind: 'lock'; circle: number }
  | { kind: 'unlock'; circle: number };

/** A proposal as its organiser has changed it so far. */
export interface Draft {
  version: number;
  previous?: number;
  /** The proposal that it began from. */
  solve: number;
  circles: readonly MatchedCircle[];
  unplaced: readonly Unplaced[];
  /** Circles that stay as they are, counted from 0. */
  locked: readonly number[];
  change: DraftChange;
}

/** The state that is on the table, or another one by its version; undefined where nothing was changed by hand. */
export async function readDraft(
  tx: Tx,
  { organisationId, roundId }: Pick<RoundOrganiser, 'organisationId' | 'roundId'>,
  version?: number,
): Promise<Draft | undefined> {
  const row = await tx
    .selectFrom('round_draft')
    .innerJoin('matching_round', (join) =>
      join
        .onRef('matching_round.organisation_id', '=', 'round_draft.organisation_id')
        .onRef('matching_round.id', '=', 'round_draft.round_id'),
    )
    .selectAll('round_draft')
    .where('round_draft.organisation_id', '=', organisationId)
    .where('round_draft.round_id', '=', roundId)
    .where(({ eb, ref }) => eb('round_draft.version', '=', version ?? ref('matching_round.draft_version')))
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    version: row.version,
    ...(row.previous === null ? {} : { previous: row.previous }),
    solve: row.solve,
    circles: row.circles as unknown as MatchedCircle[],
    unplaced: row.unplaced as unknown as Unplaced[],
    locked: row.locked,
    change: row.change as unknown as DraftChange,
  };
}

/** The circles that are locked, with their members. */
export function lockedIn(draft: Draft | undefined): LockedCircle[] {
  return (draft?.locked ?? []).map((circle) => ({ circle, members: draft?.circles[circle]?.members ?? [] }));
}

/** Whether something was undone that could be done again. */
export async function canGoForward(
  tx: Tx,
  { organisationId, roundId }: RoundOrganiser,
  version: number,
): Promise<boolean> {
  const later = await tx
    .selectFrom('round_draft')
    .select('version')
    .where('organisation_id', '=', organisationId)
    .where('round_id', '=', roundId)
    .where('previous', '=', version)
    .limit(1)
    .executeTakeFirst();
  return later !== undefined;
}

/** The version that is on the table afterwards; undefined where the act was refused. */
export type Stepped = number | undefined;

export async function beginDraft(tx: Tx, { roundId }: RoundOrganiser, solve: number): Promise<Stepped> {
  return version(tx, sql`begin_draft(${roundId}, ${solve}::smallint)`);
}

export async function lockInDraft(
  tx: Tx,
  { roundId }: RoundOrganiser,
  { version: at, circle, hold }: { version: number; circle: number; hold: boolean },
): Promise<Stepped> {
  return version(tx, sql`lock_in_draft(${roundId}, ${at}::smallint, ${circle}::smallint, ${hold})`);
}

export async function stepDraft(
  tx: Tx,
  { roundId }: RoundOrganiser,
  { version: at, forward }: { version: number; forward: boolean },
): Promise<Stepped> {
  return version(tx, sql`step_draft(${roundId}, ${at}::smallint, ${forward})`);
}

export async function moveInDraft(
  tx: Tx,
  { roundId }: RoundOrganiser,
  { version: at, look, place }: { version: number; look: number; place: number },
): Promise<Stepped> {
  return version(tx, sql`move_in_draft(${roundId}, ${at}::smallint, ${look}::smallint, ${place}::smallint)`);
}

/** False: circles are known already, the draft has changed, or somebody in it no longer wants to be in. */
export async function publishDraft(tx: Tx, { roundId }: RoundOrganiser, at: number): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    SELECT publish_draft(${roundId}, ${at}::smallint) AS done`.execute(tx);
  return rows[0]?.done ?? false;
}

async function version(tx: Tx, call: ReturnType<typeof sql>): Promise<Stepped> {
  const { rows } = await sql<{ version: number | null }>`SELECT ${call} AS version`.execute(tx);
  return rows[0]?.version ?? undefined;
}
