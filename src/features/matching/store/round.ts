import { sql } from 'kysely';
import type { Cadence } from '#core/matching/cadence.ts';
import type { RoundWishes } from '#core/matching/round-wishes.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import type { RoundOrganiser, RoundReader } from '../access.ts';

export interface NewRound {
  name: string;
  answersUntil: Date;
  size: number;
  commonHalfHours: number;
  cadence: Cadence;
  wishes: RoundWishes;
  seed: number;
}

export interface Round extends NewRound {
  id: string;
  openedBy: string;
  organiser: string;
  publishedAt?: Date;
  withdrawnAt?: Date;
}

export async function insertRound(tx: Tx, actor: Actor, round: NewRound): Promise<string> {
  const id = newId();
  await tx
    .insertInto('matching_round')
    .values({
      organisation_id: actor.organisationId,
      id,
      name: round.name,
      opened_by: actor.personId,
      answers_until: round.answersUntil,
      size: round.size,
      common_half_hours: round.commonHalfHours,
      cadence: round.cadence,
      wishes: JSON.stringify(round.wishes),
      seed: round.seed,
    })
    .execute();
  return id;
}

/** Everybody of the organisation where no people are named. */
export async function invitePeople(
  tx: Tx,
  { roundId, people }: { roundId: string; people?: readonly string[] | undefined },
): Promise<void> {
  await sql`SELECT invite_to_round(${roundId}, ${people ?? null}::uuid[])`.execute(tx);
}

export async function readRound(tx: Tx, { organisationId, roundId }: RoundReader): Promise<Round> {
  const row = await selectRounds(tx, organisationId)
    .where('matching_round.id', '=', roundId)
    .executeTakeFirstOrThrow();
  return roundOf(row);
}

/** Rounds that somebody opened or was invited to, newest first; the policies say which. */
export async function listRounds(tx: Tx, actor: Actor): Promise<Round[]> {
  const rows = await selectRounds(tx, actor.organisationId)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('matching_round.opened_by', '=', actor.personId),
        exists(
          selectFrom('round_invitee')
            .select('round_invitee.person_id')
            .whereRef('round_invitee.organisation_id', '=', 'matching_round.organisation_id')
            .whereRef('round_invitee.round_id', '=', 'matching_round.id')
            .where('round_invitee.person_id', '=', actor.personId),
        ),
      ]),
    )
    .orderBy('matching_round.opened_at', 'desc')
    .limit(100)
    .execute();
  return rows.map(roundOf);
}

/** Only before it is published; the policy says so too. */
export async function withdrawRound(tx: Tx, { organisationId, roundId }: RoundOrganiser): Promise<void> {
  await tx
    .updateTable('matching_round')
    .set({ withdrawn_at: sql<Date>`now()` })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', roundId)
    .where('published_at', 'is', null)
    .execute();
}

/** How many were asked. */
export async function countInvited(tx: Tx, { organisationId, roundId }: RoundOrganiser): Promise<number> {
  const row = await tx
    .selectFrom('round_invitee')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('organisation_id', '=', organisationId)
    .where('round_id', '=', roundId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

function selectRounds(tx: Tx, organisationId: string) {
  return tx
    .selectFrom('matching_round')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'matching_round.organisation_id')
        .onRef('person.id', '=', 'matching_round.opened_by'),
    )
    .selectAll('matching_round')
    .select('person.name as organiser')
    .where('matching_round.organisation_id', '=', organisationId);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRounds>['executeTakeFirstOrThrow']>>;

function roundOf(row: Row): Round {
  return {
    id: row.id,
    name: row.name,
    openedBy: row.opened_by,
    organiser: row.organiser,
    answersUntil: row.answers_until,
    size: row.size,
    commonHalfHours: row.common_half_hours,
    cadence: row.cadence as Cadence,
    wishes: row.wishes as RoundWishes,
    seed: row.seed,
    ...(row.published_at ? { publishedAt: row.published_at } : {}),
    ...(row.withdrawn_at ? { withdrawnAt: row.withdrawn_at } : {}),
  };
}
