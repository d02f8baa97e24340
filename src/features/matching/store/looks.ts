import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { MatchedCircle } from '#core/matching/circles/matching-result.ts';
import type { Tx } from '#server/database.ts';
import type { RoundOrganiser } from '../access.ts';

/** A place that is offered, with the two circles as they would be. */
export interface OfferedPlace {
  /** Where the person would sit, and where they sit now if they have a circle, counted from 0. */
  circle: number;
  home?: number;
  /** Who would change places with them. */
  swapWith?: string;
  taken: MatchedCircle;
  left?: MatchedCircle;
}

/** Somebody's places were asked for; `places` is missing until the worker has answered. */
export interface Look {
  number: number;
  version: number;
  person: string;
  places?: readonly OfferedPlace[];
}

export interface LookKey {
  organisationId: string;
  roundId: string;
  number: number;
}

/** The number of the look; the same look twice is one. `stale`: the table has changed; `none-left`: there were enough. */
export async function insertLook(
  tx: Tx,
  { roundId }: RoundOrganiser,
  { version, person }: { version: number; person: string },
): Promise<number | 'stale' | 'none-left'> {
  const { rows } = await sql<{ number: number | null }>`
    SELECT look_for_places(${roundId}, ${version}::smallint, ${person}) AS number`.execute(tx);
  const number = rows[0]?.number ?? undefined;
  if (number === undefined) return 'stale';
  return number > 0 ? number : 'none-left';
}

/** How many looks there were. */
export async function countLooks(tx: Tx, { organisationId, roundId }: RoundOrganiser): Promise<number> {
  const row = await tx
    .selectFrom('round_look')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('organisation_id', '=', organisationId)
    .where('round_id', '=', roundId)
    .executeTakeFirst();
  return row?.number ?? 0;
}

export async function findLook(
  tx: Tx,
  { organisationId, roundId, number }: LookKey,
): Promise<Look | undefined> {
  const row = await tx
    .selectFrom('round_look')
    .select(['version', 'person_id', 'places'])
    .where('organisation_id', '=', organisationId)
    .where('round_id', '=', roundId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) return undefined;
  const places = row.places as unknown as OfferedPlace[] | null;
  return { number, version: row.version, person: row.person_id, ...(places ? { places } : {}) };
}

/** For the job. */
export async function answerLook(
  tx: Tx,
  { organisationId, roundId, number }: LookKey,
  places: readonly OfferedPlace[],
): Promise<void> {
  await tx
    .updateTable('round_look')
    .set({ places: JSON.stringify(places) })
    .where('organisation_id', '=', organisationId)
    .where('round_id', '=', roundId)
    .where('number', '=', number)
    .where('places', 'is', null)
    .execute();
}

/** For the job: what decides by chance which places are offered; made at first use, and never shown to the program. */
export async function matchingKey(tx: Tx, organisationId: string): Promise<Buffer> {
  await tx
    .insertInto('matching_key')
    .values({ organisation_id: organisationId, key: randomBytes(32) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx
    .selectFrom('matching_key')
    .select('key')
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return row.key;
}
