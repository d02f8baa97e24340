import { sql } from 'kysely';
import type { Cadence } from '#core/matching/cadence.ts';
import type { Repeats } from '#core/matching/repeats.ts';
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
  /** Everybody is invited, to the rounds that follow as well. */
  forEverybody: boolean;
  /** Days from the opening until answers close. */
  answerDays: number;
  /** Days to say yes or no to a circle. */
  replyDays: number;
  repeats: Repeats;
  /** When the next one opens; only where it repeats. */
  nextAt?: Date;
}

export interface Round extends NewRound {
  id: string;
  openedBy: string;
  organiser: string;
  /** The round that opened after this one. */
  followedBy?: string;
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
      for_everybody: round.forEverybody,
      answer_days: round.answerDays,
      reply_days: round.replyDays,
      repeats: round.repeats,
      next_at: round.nextAt ?? null,
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

/** Until when people answer; only before it is published, and the policy says so too. False: too late for that. */
export async function moveAnswersUntil(
  tx: Tx,
  { organisationId, roundId }: RoundOrganiser,
  { until, told }: { until: Date; told: boolean },
): Promise<boolean> {
  const moved = openRounds(tx, { organisationId, roundId }).set({
    answers_until: until,
    ...(told ? { told_at: until } : {}),
  });
  return changed(await moved.executeTakeFirst());
}

/** What a round asks of its circles; only before it is published. False: too late for that. */
export async function relaxRules(
  tx: Tx,
  { organisationId, roundId }: RoundOrganiser,
  rules: { size?: number | undefined; commonHalfHours?: number | undefined },
): Promise<boolean> {
  const set = {
    ...(rules.size === undefined ? {} : { size: rules.size }),
    ...(rules.commonHalfHours === undefined ? {} : { common_half_hours: rules.commonHalfHours }),
  };
  return changed(await openRounds(tx, { organisationId, roundId }).set(set).executeTakeFirst());
}

/** Circles that have begun stay. False: there is nothing left to call off. */
export async function withdrawRound(tx: Tx, { roundId }: RoundOrganiser): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`SELECT call_off_round(${roundId}) AS done`.execute(tx);
  return rows[0]?.done ?? false;
}

/** No round follows this one any more. */
export async function stopRepeating(tx: Tx, { roundId }: RoundOrganiser): Promise<void> {
  await sql`SELECT stop_repeating_round(${roundId})`.execute(tx);
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

function openRounds(tx: Tx, { organisationId, roundId }: { organisationId: string; roundId: string }) {
  return tx
    .updateTable('matching_round')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', roundId)
    .where('published_at', 'is', null)
    .where('withdrawn_at', 'is', null);
}

const changed = ({ numUpdatedRows }: { numUpdatedRows: bigint }) => numUpdatedRows === 1n;

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
    forEverybody: row.for_everybody,
    answerDays: row.answer_days,
    replyDays: row.reply_days,
    repeats: row.repeats as Repeats,
    ...(row.next_at ? { nextAt: row.next_at } : {}),
    ...(row.followed_by ? { followedBy: row.followed_by } : {}),
    ...(row.published_at ? { publishedAt: row.published_at } : {}),
    ...(row.withdrawn_at ? { withdrawnAt: row.withdrawn_at } : {}),
  };
}
