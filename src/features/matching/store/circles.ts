import { sql } from 'kysely';
import type { Cadence } from '#core/matching/cadence.ts';
import type { MatchedCircle } from '#core/matching/circles/matching-result.ts';
import { clocksKeepStep } from '#core/matching/session-weeks.ts';
import type { Tx } from '#server/database.ts';
import type { RoundOrganiser, RoundReader } from '../access.ts';
import type { Round } from './round.ts';

/** The circle that a round drew for somebody, as they may see it. */
export interface OwnPlace {
  /** The place's id: a circle that is drawn anew has another. */
  id: string;
  redrawn: boolean;
  described: MatchedCircle;
  members: { id: string; name: string }[];
  /** Its members' clocks stand to each other otherwise in some of the first sessions. */
  clocksDrift: boolean;
  /** Until when silence is not yet a no. */
  repliesUntil: Date;
  /** What they themselves said. */
  accepted?: boolean;
  /** Founded: where it is now. */
  circleId?: string;
}

/** Undefined where somebody has no place, or the one they declined was drawn anew. */
export async function findOwnPlace(
  tx: Tx,
  reader: RoundReader,
  { replyDays, cadence }: Pick<Round, 'replyDays' | 'cadence'>,
): Promise<OwnPlace | undefined> {
  const row = await tx
    .selectFrom('round_circle')
    .innerJoin('round_place', (join) =>
      join
        .onRef('round_place.organisation_id', '=', 'round_circle.organisation_id')
        .onRef('round_place.round_circle_id', '=', 'round_circle.id')
        .on('round_place.person_id', '=', reader.personId),
    )
    .leftJoin('round_reply', (join) =>
      join
        .onRef('round_reply.organisation_id', '=', 'round_circle.organisation_id')
        .onRef('round_reply.round_circle_id', '=', 'round_circle.id')
        .on('round_reply.person_id', '=', reader.personId),
    )
    .select(['round_circle.id', 'redrawn', 'described', 'circle_id', 'accepted', 'drawn_at'])
    .where('round_circle.organisation_id', '=', reader.organisationId)
    .where('round_circle.round_id', '=', reader.roundId)
    .where('round_circle.replaced_at', 'is', null)
    // A circle that has begun before one that was drawn later, should there ever be both.
    .orderBy(sql`circle_id IS NULL`)
    .orderBy('drawn_at', 'desc')
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    redrawn: row.redrawn,
    ...(await asPlace(tx, reader, { ...row, replyDays, cadence })),
    ...(row.accepted === null ? {} : { accepted: row.accepted }),
    ...(row.circle_id === null ? {} : { circleId: row.circle_id }),
  };
}

/** Somebody's circle of a round, for the job that writes to them. */
export type MailedPlace = Pick<OwnPlace, 'described' | 'members' | 'clocksDrift' | 'repliesUntil'>;

/** For the job: undefined where somebody has no circle now. */
export async function readMailedPlace(
  tx: Tx,
  { organisationId, about, personId }: { organisationId: string; about: string; personId: string },
): Promise<MailedPlace | undefined> {
  const row = await tx
    .selectFrom('round_circle')
    .innerJoin('round_place', (join) =>
      join
        .onRef('round_place.organisation_id', '=', 'round_circle.organisation_id')
        .onRef('round_place.round_circle_id', '=', 'round_circle.id')
        .on('round_place.person_id', '=', personId),
    )
    .innerJoin('matching_round', (join) =>
      join
        .onRef('matching_round.organisation_id', '=', 'round_circle.organisation_id')
        .onRef('matching_round.id', '=', 'round_circle.round_id'),
    )
    .select(['round_circle.id', 'described', 'drawn_at', 'reply_days', 'cadence'])
    .where('round_circle.organisation_id', '=', organisationId)
    .where('round_circle.round_id', '=', about)
    .where('round_circle.replaced_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  return asPlace(
    tx,
    { organisationId },
    { ...row, replyDays: row.reply_days, cadence: row.cadence as Cadence },
  );
}

/** What page and mail say alike of a circle that was drawn. */
async function asPlace(
  tx: Tx,
  { organisationId }: { organisationId: string },
  drawn: Pick<Round, 'replyDays' | 'cadence'> & { id: string; described: unknown; drawn_at: Date },
): Promise<MailedPlace> {
  const described = drawn.described as MatchedCircle;
  const placed = await placedIn(tx, { organisationId, id: drawn.id });
  return {
    described,
    members: placed.map(({ id, name }) => ({ id, name })),
    clocksDrift:
      described.weeks !== undefined &&
      !clocksKeepStep({
        first: described.weeks.first,
        cadence: drawn.cadence,
        zones: placed.map(({ time_zone }) => time_zone),
      }),
    repliesUntil: new Date(drawn.drawn_at.getTime() + drawn.replyDays * 86_400_000),
  };
}

/** By name. */
function placedIn(tx: Tx, { organisationId, id }: { organisationId: string; id: string }) {
  return tx
    .selectFrom('round_place')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'round_place.organisation_id')
        .onRef('person.id', '=', 'round_place.person_id'),
    )
    .select(['person.id', 'person.name', 'person.time_zone'])
    .where('round_place.organisation_id', '=', organisationId)
    .where('round_place.round_circle_id', '=', id)
    .orderBy('person.name')
    .execute();
}

export interface Reply {
  place: string;
  accept: boolean;
  /** The circle's id and name, should this be the last yes. */
  circleId: string;
  name: string;
}

export type ReplyAnswer = 'gone' | 'answered' | 'declined' | 'accepted' | 'founded';

/** With the last yes the circle is founded; a reply stands. */
export async function answerPlace(tx: Tx, { place, accept, circleId, name }: Reply): Promise<ReplyAnswer> {
  const { rows } = await sql<{ answer: ReplyAnswer | 'not-found' }>`
    SELECT answer_round_circle(${place}, ${accept}, ${circleId}, ${name}) AS answer`.execute(tx);
  const answer = rows[0]?.answer ?? 'not-found';
  return answer === 'not-found' ? 'gone' : answer;
}

/** What a founded circle says of itself at first; its members change it as they like. */
export async function insertContent(
  tx: Tx,
  { organisationId, personId, circleId }: { organisationId: string; personId: string; circleId: string },
): Promise<void> {
  await tx
    .insertInto('circle_content')
    .values({ organisation_id: organisationId, circle_id: circleId, changed_by: personId })
    .execute();
}

/** Whether somebody said nothing to a circle of this round until it counted as a no. */
export async function wasSilent(tx: Tx, { roundId }: RoundReader): Promise<boolean> {
  const { rows } = await sql<{ silent: boolean }>`SELECT was_silent_in_round(${roundId}) AS silent`.execute(
    tx,
  );
  return rows[0]?.silent ?? false;
}

/** How far a published round is, for its organiser: counts and nothing more. */
export async function countCircles(
  tx: Tx,
  { roundId }: RoundOrganiser,
): Promise<{ circles: number; founded: number }> {
  const { rows } = await sql<{ circles: string; founded: string }>`
    SELECT * FROM count_round_circles(${roundId})`.execute(tx);
  return { circles: Number(rows[0]?.circles ?? 0), founded: Number(rows[0]?.founded ?? 0) };
}
